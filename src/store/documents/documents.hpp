// Slides and handouts in the database.
#pragma once

#include "lesson/document/document.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Documents final : public lesson::DocumentRepository {
 public:
  explicit Documents(Database& database) : database_(database) {}

  Task<Result<std::vector<lesson::Document>>> of(LessonId lesson) override;
  Task<Result<Maybe>> find(LessonId lesson, std::int64_t number) override;
  Task<Result<void>> begin(lesson::Document document) override;
  Task<Result<Maybe>> advance(LessonId lesson, std::int64_t number, std::uint64_t received, Utc now) override;
  Task<Result<Maybe>> ready(LessonId lesson, std::int64_t number, std::int64_t pages, Utc now) override;
  Task<Result<Maybe>> refuse(LessonId lesson, std::int64_t number, std::string code, Utc now) override;
  Task<Result<Maybe>> converting(LessonId lesson, std::int64_t number, Utc now) override;
  Task<Result<Maybe>> converted(LessonId lesson, std::int64_t number, std::uint64_t bytes, Utc now) override;
  Task<Result<Maybe>> next_to_draw(Utc now) override;
  Task<Result<bool>> remove(LessonId lesson, std::int64_t number) override;
  Task<Result<std::vector<lesson::Document>>> all(LessonId after, std::int64_t after_number,
                                                  std::size_t limit) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
