// The repositories of people in memory, for tests of the services above them.
#pragma once

#include "people/account/refusal.hpp"
#include "people/account/repository.hpp"

#include <algorithm>
#include <map>

namespace lyceum::people {

class FakePeople final : public AccountRepository,
                         public SessionRepository,
                         public PasswordRepository,
                         public SetupRepository {
 public:
  using Yes = Result<void>;

  Task<Yes> add(std::vector<NewAccount> fresh) override {
    for (const auto& account : fresh)
      if (by_login(account.account.login) != nullptr) co_return Failure(refuse(Refusal::login_taken));
    for (auto& account : fresh) insert(account);
    co_return Yes();
  }
  Task<Result<std::optional<Account>>> find(AccountId id) override {
    const auto found = accounts.find(id);
    co_return found == accounts.end() ? std::nullopt : std::optional(found->second.account);
  }
  Task<Result<std::optional<Credentials>>> find_login(std::string login) override {
    ++logins_looked_up;
    const auto* found = by_login(login);
    co_return found == nullptr ? std::nullopt
                               : std::optional(Credentials{found->account, found->password_hash});
  }
  Task<Result<std::optional<Credentials>>> credentials(AccountId id) override {
    const auto found = accounts.find(id);
    if (found == accounts.end()) co_return std::nullopt;
    co_return Credentials{found->second.account, found->second.password_hash};
  }
  Task<Result<AccountPage>> list(AccountQuery query) override {
    last_query = query;
    co_return AccountPage();
  }
  Task<Result<Account>> rename(AccountId id, std::string name) override {
    accounts.at(id).account.name = name;
    co_return accounts.at(id).account;
  }
  Task<Result<Account>> set_flags(Actor, AccountId id, AccountFlags flags, Utc) override {
    Account& account = accounts.at(id).account;
    account.is_operator = flags.is_operator.value_or(account.is_operator);
    account.is_lecturer = flags.is_lecturer.value_or(account.is_lecturer);
    co_return account;
  }
  Task<Result<Account>> block(Actor, AccountId id, std::string why, Utc now) override {
    Account& account = accounts.at(id).account;
    account.blocked_at = now;
    account.blocked_why = why;
    end_sessions(id, std::nullopt);
    std::erase_if(links, [id](const auto& link) { return link.second.first == id; });
    co_return account;
  }
  Task<Result<Account>> unblock(Actor, AccountId id, Utc) override {
    accounts.at(id).account.blocked_at.reset();
    co_return accounts.at(id).account;
  }
  Task<Yes> erase(AccountId id, Utc) override {
    accounts.erase(id);
    end_sessions(id, {});
    co_return Yes();
  }

  Task<Yes> add(SessionRecord session) override {
    sessions[session.token_hash] = session;
    co_return Yes();
  }
  Task<Result<std::optional<Found>>> find(Digest hash) override {
    ++sessions_looked_up;
    const auto found = sessions.find(hash);
    if (found == sessions.end()) co_return std::nullopt;
    const Found answer{found->second, accounts.at(found->second.account).account};
    if (meanwhile) meanwhile();
    co_return answer;
  }
  Task<Yes> note_sign_in(Actor who, bool worked, std::string detail, Utc) override {
    sign_ins.push_back((worked ? "in " : "no ") + who.account.str() + " " + who.address + detail);
    co_return Yes();
  }
  Task<Yes> extend(Digest hash, Utc seen_at, Utc expires_at) override {
    ++extended;
    sessions.at(hash).seen_at = seen_at;
    sessions.at(hash).expires_at = expires_at;
    co_return Yes();
  }
  Task<Yes> remove(Digest hash) override {
    sessions.erase(hash);
    co_return Yes();
  }
  Task<Result<std::int64_t>> remove_expired(Utc) override { co_return 0; }

  Task<Yes> set(AccountId id, std::string hash, std::optional<Digest> keep, Utc) override {
    accounts.at(id).password_hash = hash;
    end_sessions(id, keep);
    co_return Yes();
  }
  Task<Yes> put_reset(Actor, AccountId id, Digest link, Utc, Utc expires_at) override {
    links[link] = {id, expires_at};
    co_return Yes();
  }
  Task<Result<std::optional<Account>>> find_reset(Digest link, Utc now) override {
    const auto found = links.find(link);
    if (found == links.end() || found->second.second <= now) co_return std::nullopt;
    co_return accounts.at(found->second.first).account;
  }
  Task<Result<AccountId>> redeem_reset(Digest link, std::string hash, Utc) override {
    const AccountId id = links.at(link).first;
    links.erase(link);
    accounts.at(id).password_hash = hash;
    end_sessions(id, {});
    co_return id;
  }

  Task<Result<bool>> has_operator() override {
    co_return std::ranges::any_of(accounts,
                                  [](const auto& entry) { return entry.second.account.is_operator; });
  }
  Task<Yes> put_link(Digest link) override {
    setup_link = link;
    co_return Yes();
  }
  Task<Yes> redeem(Digest link, NewAccount first) override {
    if (setup_link != link) co_return Failure(refuse(Refusal::link_invalid));
    setup_link.reset();
    insert(first);
    co_return Yes();
  }

  std::map<AccountId, NewAccount> accounts;
  std::map<Digest, SessionRecord> sessions;
  std::map<Digest, std::pair<AccountId, Utc>> links;
  std::optional<Digest> setup_link;
  std::vector<std::string> sign_ins;
  AccountQuery last_query;
  std::function<void()> meanwhile;  // runs between reading a session and answering
  int logins_looked_up = 0, sessions_looked_up = 0, extended = 0;

 private:
  const NewAccount* by_login(const std::string& login) const {
    for (const auto& [id, account] : accounts)
      if (account.account.login == login) return &account;
    return nullptr;
  }
  void insert(const NewAccount& fresh) {
    accounts[fresh.account.id] = fresh;
    if (fresh.session) sessions[fresh.session->token_hash] = *fresh.session;
  }
  void end_sessions(AccountId id, std::optional<Digest> keep) {
    std::erase_if(sessions,
                  [&](const auto& entry) { return entry.second.account == id && entry.first != keep; });
  }
};

}  // namespace lyceum::people
