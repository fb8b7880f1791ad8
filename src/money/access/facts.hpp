// What is known about an account in a lesson, and what follows from it: pure.
#pragma once

#include "base/names/access_kind.hpp"
#include "base/time/clock.hpp"
#include "money/access/access.hpp"

#include <optional>
#include <string_view>

namespace lyceum::money {

// How an entitlement 观看权限 came about.
enum class Source { password, invite };
std::string_view source_name(Source source);
std::optional<Source> parse_source(std::string_view name);

struct Entitlement {
  LessonId lesson;
  AccountId account;
  Source source = Source::password;
  Utc since;
  std::optional<Utc> until;  // nullopt: no end
};

struct Facts {
  AccountId lecturer;
  AccessKind kind = AccessKind::free;
  bool is_operator = false;                // of the site
  std::optional<Role> seat;                // assistant or guest in this lesson
  std::optional<Entitlement> entitlement;  // the one that lasts longest
  std::optional<Utc> banned_until;
  bool blocked = false;   // the account, on the whole site
  bool cut = false;       // the class, by an operator: only operators see and hear it
  bool published = true;  // else only staff knows of it
};

// Lecturer, operators and seated staff may always watch; a ban binds learners and guests only. What is not
// published is not there for anybody else.
Standing decide(LessonId lesson, AccountId account, const Facts& facts, Utc now);

class FactsRepository {
 public:
  virtual ~FactsRepository() = default;
  // nullopt: no such lesson (or deleted). `account` 0: nobody.
  virtual Task<Result<std::optional<Facts>>> facts(LessonId lesson, AccountId account) = 0;
};

struct Ban {
  AccountId account;
  std::string name;
  Utc until;
};
inline constexpr std::size_t bans_listed_max = 500;

class EntitlementRepository {
 public:
  virtual ~EntitlementRepository() = default;
  // Keeps the later end when there is one from the same source.
  virtual Task<Result<void>> grant(Entitlement entitlement) = 0;
  // All of this account's in this lesson, of any source.
  virtual Task<Result<void>> revoke(LessonId lesson, AccountId account) = 0;
  // Keeps the account out; nullopt lifts the ban. False: there is no such account.
  virtual Task<Result<bool>> ban(LessonId lesson, AccountId account, std::optional<Utc> until) = 0;
  // Those that last beyond `now`, the latest end first.
  virtual Task<Result<std::vector<Ban>>> bans(LessonId lesson, Utc now) = 0;
};

}  // namespace lyceum::money
