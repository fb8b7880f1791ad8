// The sessions in the database.
#pragma once

#include "people/account/repository.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Sessions final : public people::SessionRepository {
 public:
  explicit Sessions(Database& database) : database_(database) {}

  Task<Result<void>> add(people::SessionRecord session) override;
  Task<Result<std::optional<Found>>> find(Digest token_hash) override;
  Task<Result<void>> note_sign_in(Actor who, bool worked, std::string detail, Utc now) override;
  Task<Result<void>> extend(Digest token_hash, Utc seen_at, Utc expires_at) override;
  Task<Result<void>> remove(Digest token_hash) override;
  Task<Result<std::int64_t>> remove_expired(Utc now) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
