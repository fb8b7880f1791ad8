// Passwords and the one-time links that set them, in the database.
#pragma once

#include "people/account/repository.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Passwords final : public people::PasswordRepository {
 public:
  explicit Passwords(Database& database) : database_(database) {}

  Task<Result<void>> set(AccountId id, std::string password_hash, std::optional<Digest> keep,
                         Utc now) override;
  Task<Result<void>> put_reset(Actor by, AccountId id, Digest link_hash, Utc now, Utc expires_at) override;
  Task<Result<std::optional<people::Account>>> find_reset(Digest link_hash, Utc now) override;
  Task<Result<AccountId>> redeem_reset(Digest link_hash, std::string password_hash, Utc now) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
