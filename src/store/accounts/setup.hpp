// The link that makes the first operator, in the database: a setting that holds its SHA-256.
#pragma once

#include "people/account/repository.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Setup final : public people::SetupRepository {
 public:
  explicit Setup(Database& database) : database_(database) {}

  Task<Result<bool>> has_operator() override;
  Task<Result<void>> put_link(Digest link_hash) override;
  Task<Result<void>> redeem(Digest link_hash, people::NewAccount first) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
