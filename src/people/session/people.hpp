// What the doors of the site (HTTP, command line) ask about accounts. One object for all reactors, all calls
// from any of them. It keeps no state but the sessions' memory and the throttles.
//
// Who may call what is checked here where an `operator`'s call says so; that the caller *is* the account it
// names is the door's business (Sessions::who). Refusals: people/account/refusal.hpp.
#pragma once

#include "people/account/repository.hpp"
#include "people/secret/password_hasher.hpp"
#include "people/secret/throttle.hpp"
#include "people/session/sessions.hpp"

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace lyceum::people {

struct SignedIn {
  Account account;
  std::string token;
};

// What the services below work with. Everything outlives them.
struct Needs {
  AccountRepository& accounts;
  SessionRepository& session_records;
  PasswordRepository& passwords;
  SetupRepository& setup;
  PasswordHasher& hasher;
  Sessions& sessions;
  const Clock& clock;
};

// Signing in, slowed down by account and by address: 10 and 30 failures are free, then the wait doubles from
// 1 s up to 60 s and 15 min. Takes as long whether or not the login exists.
class SignIn {
 public:
  static constexpr int kFailuresNoted = 30;

  explicit SignIn(Needs needs);
  // Refusals: wrong_credentials, too_many_attempts, busy, blocked. Written to the audit log, failures up to
  // kFailuresNoted a minute; how many more there were stands in the next one's note.
  Task<Result<SignedIn>> sign_in(std::string login, std::string password, std::string address);

 private:
  Result<void> charge(const std::string& login, const std::string& address);
  void clear(const std::string& login, const std::string& address);
  void refund(const std::string& login, const std::string& address);
  Task<void> note_failure(AccountId account, std::string address);

  Needs needs_;
  std::mutex mutex_;  // guards what follows
  Mono minute_{};     // in which `noted_` failures were written and `unnoted_` were not
  int noted_ = 0, unnoted_ = 0;
  Throttle by_login_;
  Throttle by_address_;
};

struct Registration {
  std::string login, password, name;
  std::string terms_version;  // the version of the site's terms that the person agreed to
};

// How accounts come into being.
class Registrar {
 public:
  // `terms_version`: what a person must consent to now; empty: the site has no terms. From any thread.
  Registrar(Needs needs, std::function<std::string()> terms_version)
      : needs_(needs), terms_version_(std::move(terms_version)) {}

  // Refusals: the rules', login_taken, terms_needed, busy.
  Task<Result<SignedIn>> register_account(Registration form);

  // At the start of the server: if there is no operator, makes a new set-up link and returns its token, to be
  // printed once; older links end.
  Task<Result<std::optional<std::string>>> prepare_setup();
  Task<Result<bool>> setup_needed();
  // Refusals: setup_done, link_invalid, the rules', login_taken, busy.
  Task<Result<SignedIn>> set_up(std::string link_token, Registration form);

  // By the operator of the machine (`lyceum admin account add`). Refusals: the rules', login_taken.
  Task<Result<Account>> add(Registration form, bool is_operator, bool is_lecturer);

  struct Imported {
    std::string login, name;
    bool is_lecturer = false;
  };
  // `lyceum admin account import FILE --tokens`: all or none, without passwords, signed in; the tokens in the
  // order given.
  Task<Result<std::vector<SignedIn>>> import(std::vector<Imported> people);

 private:
  Task<Result<NewAccount>> made(Registration form);
  // Adds a session to it; returns its token.
  std::string sign_in(NewAccount& account);

  Needs needs_;
  std::function<std::string()> terms_version_;
};

// Changing passwords.
class Passwords {
 public:
  static constexpr std::chrono::hours kLinkLife{24};

  explicit Passwords(Needs needs) : needs_(needs), attempts_({}) {}

  // Ends all other sessions. `token`: the one in use, kept. Refusals: wrong_password, the rules',
  // too_many_attempts, busy.
  Task<Result<void>> change(AccountId account, std::string old_password, std::string new_password,
                            std::string token);
  // An operator makes a one-time link for someone who forgot; good for 24 hours. Returns the token for the
  // link. Refusals: not_allowed, account_not_found.
  Task<Result<std::string>> issue_reset(Account by, AccountId account, std::string address = {});
  // Refusals: link_invalid, the rules', busy.
  Task<Result<void>> redeem_reset(std::string link_token, std::string new_password);
  // That the account's own password was typed. Refusals: wrong_password, too_many_attempts, busy.
  Task<Result<void>> confirm(AccountId account, std::string password);

 private:
  // Refusal: account_not_found.
  Task<Result<Credentials>> credentials(AccountId account);

  Needs needs_;
  std::mutex mutex_;  // guards attempts_
  Throttle attempts_;
};

// An account's own page, and the operator's list.
class AccountDesk {
 public:
  AccountDesk(Needs needs, Passwords& passwords) : needs_(needs), passwords_(passwords) {}

  Task<Result<Account>> rename(AccountId account, std::string name);
  // Asks for the password; an account without one need not give it. Refusals: wrong_password, last_operator,
  // lesson_live.
  Task<Result<void>> erase(AccountId account, std::string password);
  // Refusal: not_allowed.
  Task<Result<AccountPage>> list(Account by, AccountQuery query);
  // Refusals: not_allowed, account_not_found, last_operator.
  Task<Result<Account>> set_flags(Account by, AccountId account, AccountFlags flags,
                                  std::string address = {});
  // For an operator's eyes. Refusals: not_allowed, account_not_found.
  Task<Result<Account>> look_at(Account by, AccountId account);
  // An operator shuts an account: signed out everywhere, and told why when it tries to sign in. Whoever asks
  // about its rights hears of it from the caller (money::AccessChanges). Refusals: not_allowed, own_account,
  // reason_invalid, account_not_found, last_operator.
  Task<Result<Account>> block(Account by, AccountId account, std::string why, std::string address = {});
  Task<Result<Account>> unblock(Account by, AccountId account, std::string address = {});

 private:
  Needs needs_;
  Passwords& passwords_;
};

}  // namespace lyceum::people
