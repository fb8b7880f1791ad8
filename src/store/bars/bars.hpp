// Addresses barred from rooms, in the database.
#pragma once

#include "lesson/bar/bar.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Bars final : public lesson::BarRepository {
 public:
  explicit Bars(Database& database) : database_(database) {}

  Task<Result<std::vector<lesson::Bar>>> bars(Utc now) override;
  Task<Result<void>> put(lesson::Bar bar) override;
  Task<Result<void>> remove(LessonId lesson, AccountId account) override;
  Task<Result<void>> erase_ended(Utc now) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
