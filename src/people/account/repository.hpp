// What people need remembered. Implemented by store/. Every call is one unit of work and is durable when it
// returns; all from any thread. Arguments are values, since units may run again.
#pragma once

#include "base/flow/task.hpp"
#include "base/names/actor.hpp"
#include "base/result/result.hpp"
#include "base/secret/secret_key.hpp"
#include "people/account/account.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::people {

// A signed-in device. The token itself is never stored, only its SHA-256.
struct SessionRecord {
  Digest token_hash{};
  AccountId account;
  Utc seen_at;  // updated lazily, see Sessions
  Utc expires_at;
};

struct NewAccount {
  Account account;
  std::string password_hash;             // empty: nobody can sign in with a password
  std::string terms_version;             // what was consented to at created_at; empty: made by an operator
  std::optional<SessionRecord> session;  // signed in at once
};

struct Credentials {
  Account account;
  std::string password_hash;  // empty: none
};

struct AccountFlags {
  std::optional<bool> is_operator, is_lecturer;
};

struct AccountQuery {
  std::string search;  // search_form of a part of login or name; empty: all
  int limit = 50;      // 1 to 200
  std::string after;   // AccountPage::next of the page before; empty: from the newest
};

struct AccountPage {
  std::vector<Account> items;  // newest first
  std::string next;            // empty: that was the last
};

class AccountRepository {
 public:
  virtual ~AccountRepository() = default;
  // All or none. Refusal: login_taken, with the login in Error::detail.
  virtual Task<Result<void>> add(std::vector<NewAccount> accounts) = 0;
  virtual Task<Result<std::optional<Account>>> find(AccountId id) = 0;
  virtual Task<Result<std::optional<Credentials>>> find_login(std::string login) = 0;
  virtual Task<Result<std::optional<Credentials>>> credentials(AccountId id) = 0;
  virtual Task<Result<AccountPage>> list(AccountQuery query) = 0;
  // Refusal: account_not_found.
  virtual Task<Result<Account>> rename(AccountId id, std::string name) = 0;
  // Refusals: account_not_found, last_operator. `by` goes to the audit log.
  virtual Task<Result<Account>> set_flags(Actor by, AccountId id, AccountFlags flags, Utc now) = 0;
  // Ends its sessions and links; the password stays, for the day on which it is opened again. Refusals:
  // account_not_found, last_operator.
  virtual Task<Result<Account>> block(Actor by, AccountId id, std::string why, Utc now) = 0;
  // Refusal: account_not_found.
  virtual Task<Result<Account>> unblock(Actor by, AccountId id, Utc now) = 0;
  // Erases the person and keeps the number: login, name, password, sessions, links, entitlements and seats as
  // staff go; lessons not yet held go; lessons held and room comments stay, under no name. Refusals:
  // last_operator, lesson_live.
  virtual Task<Result<void>> erase(AccountId id, Utc now) = 0;
};

class SessionRepository {
 public:
  struct Found {
    SessionRecord session;
    Account account;
  };
  virtual ~SessionRepository() = default;
  virtual Task<Result<void>> add(SessionRecord session) = 0;
  // Of an account that is not blocked.
  virtual Task<Result<std::optional<Found>>> find(Digest token_hash) = 0;
  // To the audit log: somebody signed in (`worked`), or tried; account 0: no such login.
  virtual Task<Result<void>> note_sign_in(Actor who, bool worked, std::string detail, Utc now) = 0;
  virtual Task<Result<void>> extend(Digest token_hash, Utc seen_at, Utc expires_at) = 0;
  virtual Task<Result<void>> remove(Digest token_hash) = 0;
  // Returns how many sessions and links had expired before `now`.
  virtual Task<Result<std::int64_t>> remove_expired(Utc now) = 0;
};

// Passwords and the one-time links that set them. Links, like sessions, are stored as SHA-256.
class PasswordRepository {
 public:
  virtual ~PasswordRepository() = default;
  // Ends all sessions of the account except `keep`. Refusal: account_not_found.
  virtual Task<Result<void>> set(AccountId id, std::string password_hash, std::optional<Digest> keep,
                                 Utc now) = 0;
  // Replaces an older link of the account. Refusal: account_not_found.
  virtual Task<Result<void>> put_reset(Actor by, AccountId id, Digest link_hash, Utc now, Utc expires_at) = 0;
  // The account of a link still good at `now`; does not use it up.
  virtual Task<Result<std::optional<Account>>> find_reset(Digest link_hash, Utc now) = 0;
  // Uses the link up, sets the password, ends all sessions. Refusal: link_invalid.
  virtual Task<Result<AccountId>> redeem_reset(Digest link_hash, std::string password_hash, Utc now) = 0;
};

// The link printed at the first start, which makes the first operator.
class SetupRepository {
 public:
  virtual ~SetupRepository() = default;
  virtual Task<Result<bool>> has_operator() = 0;
  // Replaces an older link. Refusal: setup_done.
  virtual Task<Result<void>> put_link(Digest link_hash) = 0;
  // Uses the link up and adds the account. Refusals: setup_done, link_invalid, login_taken.
  virtual Task<Result<void>> redeem(Digest link_hash, NewAccount first) = 0;
};

}  // namespace lyceum::people
