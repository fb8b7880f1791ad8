// Recordings on the server's own disk: FOLDER/LESSON/NAME. One thread writes, two read.
#pragma once

#include "media/recording/files.hpp"
#include "store/blob/disk_threads.hpp"
#include "store/blob/disk_writer.hpp"

#include <filesystem>

namespace lyceum::store {

class DiskFiles final : public media::RecordingFiles {
 public:
  // The folder is made with the first file.
  explicit DiskFiles(std::filesystem::path folder, DiskWriterLimits limits = {});
  // Everything that was appended is on the disk afterwards; answers that are due are still posted.
  ~DiskFiles() override;

  std::unique_ptr<media::RecordingFile> create(LessonId lesson, std::string name) override;
  Task<Result<void>> reopen(LessonId lesson, Keep keep) override;
  Task<Result<void>> look(LessonId lesson, std::string name, Look look) override;
  Task<Result<void>> remove(LessonId lesson) override;
  media::NewFiles& preparing() override { return preparing_; }
  Task<Result<void>> replace(LessonId lesson) override;
  Task<Result<void>> discard(LessonId lesson) override;
  std::optional<std::uint64_t> space() const override;

  struct Size {
    LessonId lesson;
    std::uint64_t bytes = 0;
  };
  // Of every lesson that has files.
  Task<Result<std::vector<Size>>> sizes();
  // What the disk has beyond the reserve, whatever is allowed.
  std::optional<std::uint64_t> disk_free() const;
  // So many bytes may be written from now on; none: as many as the disk takes. From any thread.
  void allow(std::optional<std::uint64_t> bytes) { writer_.allow(bytes); }

 private:
  class File;
  class Preparing final : public media::NewFiles {
   public:
    explicit Preparing(DiskFiles& files) : files_(files) {}
    std::unique_ptr<media::RecordingFile> create(LessonId lesson, std::string name) override;

   private:
    DiskFiles& files_;
  };
  std::filesystem::path folder_of(LessonId lesson) const { return folder_ / lesson.str(); }

  const std::filesystem::path folder_;
  const std::uint64_t reserve_;
  DiskWriter writer_;
  std::unique_ptr<DiskThreads> readers_;
  Preparing preparing_{*this};
};

}  // namespace lyceum::store
