// What is kept and for how long, in the database: the rule is the setting "retention".
#pragma once

#include "lesson/retention/repository.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Retention final : public lesson::RetentionRepository {
 public:
  Retention(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  Task<Result<lesson::RetentionRule>> rule() override;
  Task<Result<void>> set_rule(lesson::RetentionRule rule, Actor by) override;
  Task<Result<std::vector<lesson::StoredReplay>>> replays() override;
  Task<Result<void>> expire(LessonId lesson) override;

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace lyceum::store
