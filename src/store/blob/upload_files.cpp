#include "store/blob/upload_files.hpp"

#include "store/blob/disk_space.hpp"
#include "store/database/refusal.hpp"

#include <cerrno>
#include <charconv>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

constexpr std::string_view ending = ".upload";
constexpr std::size_t threads = 2;

Error failed(const char* what, int code) {
  const bool full = code == ENOSPC || code == EDQUOT;
  return refuse(full ? Refusal::full : Refusal::failed,
                std::string("upload: ") + what + ": " + std::strerror(code));
}

class Descriptor final : public lesson::OpenUpload {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() override {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int descriptor() const override { return number_; }

 private:
  const int number_;
};

Result<void> write_all(int descriptor, std::uint64_t offset, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return Failure(failed("write", errno));
    bytes = bytes.subspan(static_cast<std::size_t>(wrote));
    offset += static_cast<std::uint64_t>(wrote);
  }
  return {};
}

// A file that is new is on the disk only when its folder is, too.
Result<void> sync_folder(const std::filesystem::path& folder) {
  const Descriptor there(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (there.descriptor() < 0 || ::fsync(there.descriptor()) != 0) return Failure(failed("sync", errno));
  return {};
}

Result<void> write_piece(const std::filesystem::path& path, std::uint64_t offset, ByteView bytes) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (file.descriptor() < 0) return Failure(failed("open", errno));
  const off_t there = ::lseek(file.descriptor(), 0, SEEK_END);
  if (there < static_cast<off_t>(offset))
    return Failure(lesson::refuse(lesson::UploadRefusal::upload_not_found));  // a backup holds none
  if (::ftruncate(file.descriptor(), static_cast<off_t>(offset)) != 0)
    return Failure(failed("truncate", errno));
  LYCEUM_CHECK(write_all(file.descriptor(), offset, bytes));
  if (::fdatasync(file.descriptor()) != 0) return Failure(failed("sync", errno));
  return offset == 0 ? sync_folder(path.parent_path()) : Result<void>();
}

// "123456789-42.upload"
std::optional<lesson::UploadFiles::Name> parse(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == text.npos || !text.ends_with(ending)) return std::nullopt;
  const auto lesson = LessonId::parse(text.substr(0, dash));
  const std::string_view digits = text.substr(dash + 1, text.size() - dash - 1 - ending.size());
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (!lesson || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return lesson::UploadFiles::Name{*lesson, number};
}

}  // namespace

DiskUploads::DiskUploads(std::filesystem::path folder, std::uint64_t reserve)
    : folder_(std::move(folder)), reserve_(reserve), threads_(threads, "uploads") {}

std::filesystem::path DiskUploads::path_of(const Name& name) const {
  return folder_ / (name.lesson.str() + "-" + std::to_string(name.number) + std::string(ending));
}

Task<Result<void>> DiskUploads::write(Name name, std::uint64_t offset, SharedBytes bytes) {
  return threads_.call([this, path = path_of(name), offset, piece = std::move(bytes)]() -> Result<void> {
    if (const auto left = space(); left && *left < piece.size())
      return Failure(refuse(Refusal::full, "less than the reserve is left"));
    return write_piece(path, offset, piece.view());
  });
}

Task<Result<std::unique_ptr<lesson::OpenUpload>>> DiskUploads::open(Name name) {
  return threads_.call([path = path_of(name)]() -> Result<std::unique_ptr<lesson::OpenUpload>> {
    auto file = std::make_unique<Descriptor>(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file->descriptor() >= 0) return file;
    if (errno == ENOENT) return Failure(lesson::refuse(lesson::UploadRefusal::upload_not_found));
    return Failure(failed("open", errno));
  });
}

Task<Result<void>> DiskUploads::remove(Name name) {
  return threads_.call([path = path_of(name)]() -> Result<void> {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return Failure(failed("remove", errno));
    return {};
  });
}

Task<Result<std::vector<lesson::UploadFiles::Name>>> DiskUploads::all() {
  return threads_.call([folder = folder_]() -> Result<std::vector<Name>> {
    std::vector<Name> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
      if (const auto name = parse(entry.path().filename().string())) found.push_back(*name);
    return found;
  });
}

std::optional<std::uint64_t> DiskUploads::space() const { return disk_space(folder_, reserve_); }

}  // namespace lyceum::store
