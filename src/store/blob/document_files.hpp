// Slides and handouts on the server's own disk: FOLDER/LESSON/NUMBER/file.pdf, and beside it 1.jpg, 2.jpg …
#pragma once

#include "lesson/document/document.hpp"
#include "store/blob/disk_threads.hpp"

#include <filesystem>

namespace lyceum::store {

class DiskDocuments final : public lesson::DocumentFiles {
 public:
  // The folder is made with the first file. `reserve`: bytes of the disk that are never taken.
  DiskDocuments(std::filesystem::path folder, std::uint64_t reserve);

  Task<Result<void>> write(Name name, std::uint64_t offset, SharedBytes bytes) override;
  Task<Result<std::unique_ptr<lesson::OpenUpload>>> open(Name name) override;
  Task<Result<std::unique_ptr<lesson::OpenUpload>>> begin_other(Name name) override;
  Task<Result<std::uint64_t>> put_other(Name name) override;
  Task<Result<std::uint64_t>> size(Name name) override;
  Task<Result<SharedBytes>> read(Name name, std::uint64_t offset, std::size_t length) override;
  Task<Result<void>> write_page(Name name, std::int64_t page, SharedBytes jpeg) override;
  Task<Result<SharedBytes>> page(Name name, std::int64_t page) override;
  Task<Result<void>> remove(Name name) override;
  Task<Result<std::vector<Name>>> all() override;
  std::optional<std::uint64_t> space() const override;

 private:
  std::filesystem::path folder_of(const Name& name) const;
  std::filesystem::path file_of(const Name& name) const { return folder_of(name) / "file.pdf"; }
  std::filesystem::path other_of(const Name& name) const { return folder_of(name) / "file.pdf.new"; }
  std::filesystem::path page_of(const Name& name, std::int64_t page) const;
  Task<Result<void>> put(std::filesystem::path path, std::uint64_t offset, SharedBytes bytes);
  Task<Result<SharedBytes>> get(std::filesystem::path path, std::uint64_t offset, std::size_t length);

  const std::filesystem::path folder_;
  const std::uint64_t reserve_;
  DiskThreads threads_;
};

}  // namespace lyceum::store
