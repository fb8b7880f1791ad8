// Uploads in the database.
#pragma once

#include "lesson/upload/upload.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class Uploads final : public lesson::UploadRepository {
 public:
  using MaybeUpload = std::optional<lesson::Upload>;

  explicit Uploads(Database& database) : database_(database) {}

  Task<Result<MaybeUpload>> find(LessonId lesson) override;
  Task<Result<void>> begin(lesson::Upload upload) override;
  Task<Result<MaybeUpload>> advance(LessonId lesson, std::int64_t number, std::uint64_t received,
                                    Utc now) override;
  Task<Result<MaybeUpload>> refuse(LessonId lesson, std::int64_t number, std::string code, Utc now) override;
  Task<Result<MaybeUpload>> next_to_prepare(Utc now) override;
  Task<Result<void>> untry(LessonId lesson, std::int64_t number) override;
  Task<Result<bool>> remove(LessonId lesson, std::int64_t number) override;
  Task<Result<std::vector<lesson::Upload>>> all() override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
