// The lessons in the database.
#pragma once

#include "lesson/lesson/repository.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Lessons final : public lesson::LessonRepository {
 public:
  explicit Lessons(Database& database) : database_(database) {}

  Task<Result<bool>> add(lesson::NewLesson lesson) override;
  Task<Result<std::optional<lesson::Lesson>>> find(LessonId id) override;
  Task<Result<std::optional<lesson::Lesson>>> find_named(AccountId lecturer, std::string room_name) override;
  Task<Result<std::optional<lesson::Lesson>>> find_any_named(std::string room_name) override;
  Task<Result<lesson::LessonPage>> list(lesson::LessonQuery query) override;
  Task<Result<std::optional<lesson::Lesson>>> edit(LessonId id, lesson::LessonEdit edit, Utc now) override;
  Task<Result<std::optional<lesson::Lesson>>> move(LessonId id, lesson::Move move, Utc now) override;
  Task<Result<std::optional<lesson::Lesson>>> cut(Actor by, LessonId id, std::string why, Utc now) override;
  Task<Result<std::optional<lesson::Lesson>>> uncut(Actor by, LessonId id, Utc now) override;
  Task<Result<std::optional<lesson::Lesson>>> rotate_key(LessonId id, Utc previous_until) override;
  Task<Result<std::optional<lesson::Lesson>>> put_cover(LessonId id, lesson::Cover cover, bool reviewed,
                                                        Utc now) override;
  Task<Result<std::optional<lesson::Lesson>>> review(Actor by, LessonId id, std::optional<std::string> why,
                                                     Utc now) override;
  Task<Result<std::int64_t>> waiting() override;
  Task<Result<std::optional<lesson::Cover>>> proposed_cover(LessonId id) override;
  Task<Result<std::optional<lesson::Cover>>> cover(LessonId id) override;
  Task<Result<void>> note_gop(LessonId id, std::chrono::milliseconds gop) override;
  Task<Result<std::vector<LessonId>>> due(Utc now) override;
  Task<Result<void>> remove(LessonId id, Utc now) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
