// An application to teach 申请成为讲师: an account asks with a few words, an operator decides. Pure, but for
// the port.
#pragma once

#include "base/flow/task.hpp"
#include "base/names/actor.hpp"
#include "base/result/result.hpp"
#include "people/account/account.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lyceum::people {

enum class ApplicationState { pending, approved, declined };
std::string_view application_state_name(ApplicationState state);
std::optional<ApplicationState> parse_application_state(std::string_view name);

// The newest of an account; an older one is replaced.
struct Application {
  ApplicationState state = ApplicationState::pending;
  std::string words;   // the person's
  std::string answer;  // the operator's; may be empty when approved
  Utc asked_at;
  std::optional<Utc> decided_at = {};
  bool seen = false;  // the person has read the decision
};

// Who waits, with what.
struct Applicant {
  Account account;
  Application application;
};

struct ApplicantPage {
  std::vector<Applicant> items;  // who has waited longest first; decided ones: the latest first
  std::string next;
};

struct ApplicantQuery {
  bool waiting = true;  // else those that are decided
  int limit = 50;
  std::string after;
};

// May this account apply now? Refusals: applications_closed, teaches_already, application_pending.
Result<void> may_apply(const Account& account, const std::optional<Application>& last, bool open);

// NFC, at most 500 characters; `least` at least. Refusal: application_words.
Result<std::string> checked_application_words(std::string_view typed, std::size_t least);

// Implemented by store/. Every call is one unit of work and is durable when it returns; from any thread.
class ApplicationRepository {
 public:
  virtual ~ApplicationRepository() = default;
  virtual Task<Result<std::optional<Application>>> find(AccountId account) = 0;
  // Decided by may_apply inside the unit; to the audit log. Refusals: account_not_found, may_apply's.
  virtual Task<Result<Application>> apply(Actor by, std::string words, bool open, Utc now) = 0;
  // Approved: the account is a lecturer from now on, in the same unit. Refusals: account_not_found,
  // application_not_found.
  virtual Task<Result<Applicant>> decide(Actor by, AccountId account, ApplicationState to, std::string answer,
                                         Utc now) = 0;
  virtual Task<Result<void>> seen(AccountId account) = 0;
  virtual Task<Result<ApplicantPage>> list(ApplicantQuery query) = 0;
  virtual Task<Result<std::int64_t>> waiting() = 0;
};

}  // namespace lyceum::people
