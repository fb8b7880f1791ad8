// The file that is on its way to becoming an uploaded lesson's recording: at most one a lesson.
//
// uploading → preparing → (the recording is there, and the upload gone) or refused. A new file may replace it
// at any time; what the lesson has to show stays until the new recording takes its place.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/flow/task.hpp"
#include "base/names/id.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::lesson {

enum class UploadState { uploading, preparing, refused };
std::string_view upload_state_name(UploadState state);
std::optional<UploadState> parse_upload_state(std::string_view name);

struct Upload {
  LessonId lesson;
  std::int64_t number = 0;  // names it in its address; random, below 2^53
  UploadState state = UploadState::uploading;
  std::string name;            // of the file, as its owner calls it; may be empty
  std::uint64_t bytes = 0;     // of the whole file
  std::uint64_t received = 0;  // of these, on the disk
  std::string refusal;         // refused: why, a code
  std::int64_t tries = 0;      // preparations that began
  Utc begun_at, touched_at;

  bool operator==(const Upload&) const = default;
};

// An upload that nothing was added to for so long is given up.
inline constexpr std::chrono::hours kUploadKept{48};
// Bytes of one piece; a larger file comes in several.
inline constexpr std::size_t kPieceMax = 4 * 1024 * 1024;

enum class UploadRefusal {
  upload_not_found,   // 404
  upload_too_large,   // 413 beyond the site's limit
  upload_empty,       // 422
  upload_full,        // 507 the disk has no room for it
  upload_offset,      // 409 another place than the one that is reached
  upload_beyond_end,  // 413 more than was announced
  upload_busy,        // 423 another piece is being written
  upload_version,     // 412 not tus 1.0.0
  upload_form,        // 400 a header is missing or has the wrong form
  upload_type,        // 415 a piece is application/offset+octet-stream
  upload_replaced,    // 409 deleted, or another file came, while it was prepared
};
Error refuse(UploadRefusal why);

// As it is shown: one line of at most 200 characters; empty: it is none.
std::string shown_file_name(std::string_view name);

// Implemented by store/. Every call is one unit of work, durable when it returns; all from any thread.
class UploadRepository {
 public:
  virtual ~UploadRepository() = default;
  virtual Task<Result<std::optional<Upload>>> find(LessonId lesson) = 0;
  // The lesson's only one from now on.
  virtual Task<Result<void>> begin(Upload upload) = 0;
  // So much has been received; when that is all of it, it is to be prepared. nullopt from these: not there
  // any more, or another one.
  virtual Task<Result<std::optional<Upload>>> advance(LessonId lesson, std::int64_t number,
                                                      std::uint64_t received, Utc now) = 0;
  virtual Task<Result<std::optional<Upload>>> refuse(LessonId lesson, std::int64_t number, std::string code,
                                                     Utc now) = 0;
  // The one to be prepared next, by order of touching; counts the try.
  virtual Task<Result<std::optional<Upload>>> next_to_prepare(Utc now) = 0;
  // Its newest try does not count: it was not the file that ended it.
  virtual Task<Result<void>> untry(LessonId lesson, std::int64_t number) = 0;
  // False: not there any more, or another one.
  virtual Task<Result<bool>> remove(LessonId lesson, std::int64_t number) = 0;
  // All that are there, at most 1000.
  virtual Task<Result<std::vector<Upload>>> all() = 0;
};

// A descriptor for reading, closed when it goes.
class OpenUpload {
 public:
  virtual ~OpenUpload() = default;
  virtual int descriptor() const = 0;
};

// Where the bytes are until they are prepared. Implemented by store/blob. Calls come from threads with a
// mailbox; answers come back there.
class UploadFiles {
 public:
  virtual ~UploadFiles() = default;
  struct Name {
    LessonId lesson;
    std::int64_t number = 0;
    bool operator==(const Name&) const = default;
  };
  // Writes at `offset`; what was behind it is cut off. On the disk when it returns. Refusals: store_full,
  // store_failed, upload_not_found (what should stand before it is missing).
  virtual Task<Result<void>> write(Name name, std::uint64_t offset, SharedBytes bytes) = 0;
  virtual Task<Result<std::unique_ptr<OpenUpload>>> open(Name name) = 0;
  // Nothing to delete is no error.
  virtual Task<Result<void>> remove(Name name) = 0;
  virtual Task<Result<std::vector<Name>>> all() = 0;
  // Bytes that files can still take; none: not known. From any thread, at once.
  virtual std::optional<std::uint64_t> space() const = 0;
};

}  // namespace lyceum::lesson
