// Where recordings are kept, as media sees it. Implemented by store/blob.
//
// A recording is a folder of files, each written once from its start to its end. Calls come from threads with
// a mailbox; answers come back there.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/flow/task.hpp"
#include "base/names/id.hpp"
#include "base/result/result.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lyceum::media {

// A file that is being written, by one owner on one thread.
class RecordingFile {
 public:
  using Written = std::move_only_function<void(Result<void>)>;

  // What was appended is still written, and is on the disk when the file is closed.
  virtual ~RecordingFile() = default;
  // In order. `written` is called when readers see the bytes; they are on the disk at most two seconds later.
  // After an error every further append fails. Refusals: store_full, store_busy (the disk does not keep up),
  // store_failed.
  virtual void append(std::vector<SharedBytes> bytes, Written written) = 0;
};

// A file as its readers see it, on a thread of the store; blocks.
class FileView {
 public:
  virtual ~FileView() = default;
  virtual std::uint64_t size() const = 0;
  // Fills `into` from `offset` on; less than all at the end of the file.
  virtual Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) = 0;
};

// Where a recording's new files go.
class NewFiles {
 public:
  virtual ~NewFiles() = default;

  // A new file. That it could not be made, the first append tells.
  virtual std::unique_ptr<RecordingFile> create(LessonId lesson, std::string name) = 0;
};

class RecordingFiles : public NewFiles {
 public:
  // Looks through all files of a lesson that is not being recorded, and cuts each to the length that `keep`
  // returns; 0 deletes it. Called on a thread of the store, one file after the other.
  using Keep = std::move_only_function<std::uint64_t(const std::string& name, FileView& file)>;
  virtual Task<Result<void>> reopen(LessonId lesson, Keep keep) = 0;

  // Calls `look` on a thread of the store. Refusal: recording_not_there 404.
  using Look = std::move_only_function<Result<void>(FileView& file)>;
  virtual Task<Result<void>> look(LessonId lesson, std::string name, Look look) = 0;

  // All of the lesson; nothing to delete is no error.
  virtual Task<Result<void>> remove(LessonId lesson) = 0;

  // Files that nobody sees yet: they are put aside for replace().
  virtual NewFiles& preparing() = 0;
  // What was put aside, all written, takes the place of all that is there of the lesson; at once, also when
  // the machine fails meanwhile. Error: nothing was put aside, or store_failed.
  virtual Task<Result<void>> replace(LessonId lesson) = 0;
  // What was put aside is deleted; nothing is no error.
  virtual Task<Result<void>> discard(LessonId lesson) = 0;

  // Bytes that recordings can still take before they are refused with store_full; none: not known. From any
  // thread, at once.
  virtual std::optional<std::uint64_t> space() const = 0;
};

// A piece of a file, shorter than `length` at its end.
Task<Result<SharedBytes>> read_piece(RecordingFiles& files, LessonId lesson, std::string name,
                                     std::uint64_t offset, std::size_t length);

Error recording_not_there();

}  // namespace lyceum::media
