// The accounts in the database.
#pragma once

#include "people/account/repository.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Accounts final : public people::AccountRepository {
 public:
  explicit Accounts(Database& database) : database_(database) {}

  Task<Result<void>> add(std::vector<people::NewAccount> accounts) override;
  Task<Result<std::optional<people::Account>>> find(AccountId id) override;
  Task<Result<std::optional<people::Credentials>>> find_login(std::string login) override;
  Task<Result<std::optional<people::Credentials>>> credentials(AccountId id) override;
  Task<Result<people::AccountPage>> list(people::AccountQuery query) override;
  Task<Result<people::Account>> rename(AccountId id, std::string name) override;
  Task<Result<people::Account>> set_flags(Actor by, AccountId id, people::AccountFlags flags,
                                          Utc now) override;
  Task<Result<people::Account>> block(Actor by, AccountId id, std::string why, Utc now) override;
  Task<Result<people::Account>> unblock(Actor by, AccountId id, Utc now) override;
  // Takes the name out of the rooms' records first, in slices that leave the database free for others, so
  // that a deletion that was interrupted can be repeated.
  Task<Result<void>> erase(AccountId id, Utc now) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
