// Uploaded files on the server's own disk until they are prepared: FOLDER/LESSON-NUMBER.upload.
#pragma once

#include "lesson/upload/upload.hpp"
#include "store/blob/disk_threads.hpp"

#include <filesystem>

namespace lyceum::store {

class DiskUploads final : public lesson::UploadFiles {
 public:
  // The folder is made with the first file. `reserve`: bytes of the disk that are never taken.
  DiskUploads(std::filesystem::path folder, std::uint64_t reserve);

  Task<Result<void>> write(Name name, std::uint64_t offset, SharedBytes bytes) override;
  Task<Result<std::unique_ptr<lesson::OpenUpload>>> open(Name name) override;
  Task<Result<void>> remove(Name name) override;
  Task<Result<std::vector<Name>>> all() override;
  std::optional<std::uint64_t> space() const override;

 private:
  std::filesystem::path path_of(const Name& name) const;

  const std::filesystem::path folder_;
  const std::uint64_t reserve_;
  DiskThreads threads_;
};

}  // namespace lyceum::store
