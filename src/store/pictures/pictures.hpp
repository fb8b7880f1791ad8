// Pictures of lessons in the database.
#pragma once

#include "lesson/picture/picture.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Pictures final : public lesson::PictureRepository {
 public:
  explicit Pictures(Database& database) : database_(database) {}

  Task<Result<std::int64_t>> add(LessonId lesson, lesson::Picture picture) override;
  Task<Result<std::optional<lesson::Picture>>> find(LessonId lesson, std::int64_t number) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
