// What is known about accounts in lessons, in the database: the facts behind money/access.
#pragma once

#include "money/access/facts.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Entitlements final : public money::FactsRepository, public money::EntitlementRepository {
 public:
  explicit Entitlements(Database& database) : database_(database) {}

  Task<Result<std::optional<money::Facts>>> facts(LessonId lesson, AccountId account) override;
  Task<Result<void>> grant(money::Entitlement entitlement) override;
  Task<Result<void>> revoke(LessonId lesson, AccountId account) override;
  Task<Result<bool>> ban(LessonId lesson, AccountId account, std::optional<Utc> until) override;
  Task<Result<std::vector<money::Ban>>> bans(LessonId lesson, Utc now) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
