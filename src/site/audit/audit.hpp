// The audit log: who did what to whom, when, from where. Every act of an operator, every change of rights,
// keys and settings, every sign-in; failed ones as far as they are bounded. Append-only.
//
// Actions are stable names, "kind.act":
//   account.…  sign_in sign_in_failed flags block unblock password password_link password_reset erased
//              apply approve decline
//   lesson.…   cut uncut kick announce stop delete key hide show delete_replay replay_expired
//              approve decline
//   site.…     setup settings retention export
// Account and lesson are named by their number; a name is looked up when the log is read, so that a deleted
// account has none in it.
#pragma once

#include "base/flow/task.hpp"
#include "base/names/actor.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lyceum::site {

struct AuditNote {
  Utc at;
  Actor by;
  std::string action;
  std::string subject = {};  // the account's or lesson's number; empty: the site
  std::string detail = {};   // short, without secrets
};

struct AuditEntry {
  std::int64_t id = 0;
  Utc at;
  AccountId by;         // 0: the machine, or nobody
  std::string by_name;  // empty: deleted, or nobody
  std::string address, action, subject;
  std::string subject_name;  // of the account or the title of the lesson; empty: none, or deleted
  std::string detail;
};

struct AuditQuery {
  AccountId person = {};  // who did it, or to whom it was done; 0: all
  std::string kind = {};  // "account", "lesson.cut": the beginning of the action; empty: all
  std::optional<Utc> from = {}, until = {};  // from ≤ at < until
  int limit = 50;                            // 1 to 1000
  std::string after = {};                    // AuditPage::next of the page before
};

struct AuditPage {
  std::vector<AuditEntry> items;  // newest first
  std::string next;               // empty: that was the last
};

// Implemented by store/. From any thread; durable when it returns.
class AuditLog {
 public:
  virtual ~AuditLog() = default;
  virtual Task<Result<void>> note(AuditNote note) = 0;
  virtual Task<Result<AuditPage>> list(AuditQuery query) = 0;
};

}  // namespace lyceum::site
