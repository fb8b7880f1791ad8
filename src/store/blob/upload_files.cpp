#include "store/blob/upload_files.hpp"

#include "store/blob/disk_space.hpp"
#include "store/blob/piece.hpp"
#include "store/database/refusal.hpp"

#include <cerrno>
#include <charconv>

#include <fcntl.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

constexpr std::string_view ending = ".upload";
constexpr std::size_t threads = 2;

class OpenFile final : public lesson::OpenUpload {
 public:
  explicit OpenFile(int number) : file_(number) {}
  int descriptor() const override { return file_.number(); }

 private:
  const Descriptor file_;
};

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
    LYCEUM_TRY(const bool there, write_piece(path, offset, piece.view()));
    if (!there) return Failure(lesson::refuse(lesson::UploadRefusal::upload_not_found));
    return {};
  });
}

Task<Result<std::unique_ptr<lesson::OpenUpload>>> DiskUploads::open(Name name) {
  return threads_.call([path = path_of(name)]() -> Result<std::unique_ptr<lesson::OpenUpload>> {
    auto file = std::make_unique<OpenFile>(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file->descriptor() >= 0) return file;
    if (errno == ENOENT) return Failure(lesson::refuse(lesson::UploadRefusal::upload_not_found));
    return Failure(file_failed("open", errno));
  });
}

Task<Result<void>> DiskUploads::remove(Name name) {
  return threads_.call([path = path_of(name)]() -> Result<void> {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return Failure(file_failed("remove", errno));
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
