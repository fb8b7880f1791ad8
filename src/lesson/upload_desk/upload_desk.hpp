// What the doors of the site ask about uploads: beginning one, adding to it, where it stands. One object for
// all reactors, all calls from any of them. For the lesson's staff; others get the refusals of money/access.
#pragma once

#include "lesson/lesson/repository.hpp"
#include "lesson/upload/upload.hpp"
#include "money/access/access.hpp"

#include <functional>
#include <mutex>
#include <set>

namespace lyceum::lesson {

// Everything outlives the services.
struct UploadNeeds {
  UploadRepository& uploads;
  UploadFiles& files;
  LessonRepository& lessons;
  money::Access& access;
  const Clock& clock;
};

// Told on the calling thread, after it is on record.
class UploadNews {
 public:
  virtual ~UploadNews() = default;
  // All of a file is there.
  virtual void complete(LessonId lesson) = 0;
  // What was there of the lesson's file is of no use any more.
  virtual void dropped(LessonId lesson) = 0;
};

class UploadDesk {
 public:
  // `bytes_max`: of a file.
  UploadDesk(UploadNeeds needs, UploadNews& news, std::uint64_t bytes_max)
      : needs_(needs), news_(news), bytes_max_(bytes_max) {}

  std::uint64_t bytes_max() const { return bytes_max_; }

  // A new file; one that was on its way before is dropped. Refusals: not_a_class (a live lesson),
  // upload_too_large, upload_empty, upload_full.
  Task<Result<Upload>> begin(AccountId by, LessonId lesson, std::string name, std::uint64_t bytes);
  // nullopt: there is none.
  Task<Result<std::optional<Upload>>> find(AccountId by, LessonId lesson);
  // Refusal: upload_not_found.
  Task<Result<Upload>> find(AccountId by, LessonId lesson, std::int64_t number);
  // The next piece; it is on the disk when this returns. Refusals: upload_not_found, upload_offset,
  // upload_beyond_end, upload_busy, upload_full.
  Task<Result<Upload>> append(AccountId by, LessonId lesson, std::int64_t number, std::uint64_t offset,
                              SharedBytes bytes);
  Task<Result<void>> remove(AccountId by, LessonId lesson, std::int64_t number);

  // The lesson itself is gone.
  Task<void> drop(LessonId lesson);
  // Gives up what nobody added to for kUploadKept, and deletes files that belong to no upload.
  Task<Result<void>> sweep();

 private:
  class Turn;

  Task<Result<void>> permit(AccountId by, LessonId lesson);
  Task<Result<Upload>> write(Upload upload, std::uint64_t offset, SharedBytes bytes);
  Task<Result<void>> drop(Upload upload);

  UploadNeeds needs_;
  UploadNews& news_;
  const std::uint64_t bytes_max_;
  std::mutex mutex_;  // guards the set
  std::set<LessonId> writing_;
};

}  // namespace lyceum::lesson
