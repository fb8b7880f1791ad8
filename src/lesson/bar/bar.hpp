// From which addresses nobody else may join a lesson's room for a day: staff ticked "this person's address,
// too" when it put somebody out.
//
// No address is kept: only an HMAC of it and the lesson, of which nobody without the server's secret learns
// anything, for as long as the bar lasts; what is needed to bar somebody who has just left is in memory
// alone.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/flow/task.hpp"
#include "base/names/id.hpp"
#include "base/result/result.hpp"
#include "base/secret/secret_key.hpp"
#include "base/time/clock.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace lyceum::lesson {

struct Bar {
  LessonId lesson;
  AccountId account;  // who was put out; one bar a person and lesson
  Bytes mark;         // of the address
  Utc since, until;
  bool operator==(const Bar&) const = default;
};

enum class BarRefusal {
  address_unknown,  // 409 the person was not in the room lately
};
Error refuse(BarRefusal why);

// Implemented by store/. Every call is one unit of work, durable when it returns; all from any thread.
class BarRepository {
 public:
  virtual ~BarRepository() = default;
  virtual Task<Result<std::vector<Bar>>> bars(Utc now) = 0;  // those that last beyond now
  virtual Task<Result<void>> put(Bar bar) = 0;               // in place of the person's earlier one
  virtual Task<Result<void>> remove(LessonId lesson, AccountId account) = 0;
  virtual Task<Result<void>> erase_ended(Utc now) = 0;
};

// From any thread. An `address` is what one person cannot change at will, as people/secret makes it.
class Bars {
 public:
  static constexpr std::chrono::hours lasts{24};
  // So long a visit is remembered at least, twice so long at most, and of so many people.
  static constexpr std::chrono::hours remembered{3};
  static constexpr std::size_t remembered_max = 50'000;

  Bars(BarRepository& repository, const SecretKey& server_secret, const Clock& clock)
      : repository_(repository), key_(server_secret.derive("lyceum address bar 1")), clock_(clock) {}

  // What is stored counts from now on. At start, before anybody joins.
  Task<Result<void>> load();

  // Somebody with an account, and not of the staff, wants to join the room. False: not from there. Whoever
  // was in the room from there before the bar, and whoever it was made for, is not kept out by it.
  bool admit(LessonId lesson, AccountId account, std::string_view address);
  // Is the address of the person's last visit known?
  bool knows(LessonId lesson, AccountId account) const;
  // Refusal: address_unknown.
  Task<Result<void>> bar(LessonId lesson, AccountId account);
  Task<Result<void>> lift(LessonId lesson, AccountId account);
  // Of the person's bar; nothing: there is none now.
  std::optional<Utc> until(LessonId lesson, AccountId account) const;
  // Erases what has ended. Every hour.
  Task<Result<void>> sweep();

 private:
  using Who = std::pair<LessonId, AccountId>;
  struct Visit {
    Bytes mark;
    Utc since;  // the first from that address
  };

  Bytes mark_of(LessonId lesson, std::string_view address) const;
  const Visit* visit(Who who) const;
  void remember(Who who, Visit visit, Utc now);

  BarRepository& repository_;
  const SecretKey key_;
  const Clock& clock_;
  mutable std::mutex mutex_;  // guards what follows
  std::map<Who, Bar> bars_;
  std::map<Who, Visit> visits_, earlier_;  // earlier_ goes when visits_ is full or old
  Utc visits_since_;
};

}  // namespace lyceum::lesson
