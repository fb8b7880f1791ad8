#include "store/blob/document_files.hpp"

#include "store/blob/disk_space.hpp"
#include "store/blob/piece.hpp"
#include "store/database/refusal.hpp"

#include <cerrno>
#include <charconv>

#include <fcntl.h>

namespace lyceum::store {
namespace {

constexpr std::size_t threads = 2;
constexpr std::size_t page_bytes_max = 8 * 1024 * 1024;

class OpenFile final : public lesson::OpenUpload {
 public:
  explicit OpenFile(int number) : file_(number) {}
  int descriptor() const override { return file_.number(); }

 private:
  const Descriptor file_;
};

class OtherFile final : public lesson::OpenUpload {
 public:
  explicit OtherFile(std::filesystem::path path)
      : path_(std::move(path)),
        file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
  // When it has taken the other's place, nothing of this name is left.
  ~OtherFile() override {
    std::error_code error;
    std::filesystem::remove(path_, error);
  }
  int descriptor() const override { return file_.number(); }

 private:
  const std::filesystem::path path_;
  const Descriptor file_;
};

std::optional<std::int64_t> parse(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Result<std::uint64_t> size_of(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) return Failure(lesson::document_not_found());
  return size;
}

}  // namespace

DiskDocuments::DiskDocuments(std::filesystem::path folder, std::uint64_t reserve)
    : folder_(std::move(folder)), reserve_(reserve), threads_(threads, "documents") {}

std::filesystem::path DiskDocuments::folder_of(const Name& name) const {
  return folder_ / name.lesson.str() / std::to_string(name.number);
}
std::filesystem::path DiskDocuments::page_of(const Name& name, std::int64_t page) const {
  return folder_of(name) / (std::to_string(page) + ".jpg");
}

Task<Result<void>> DiskDocuments::put(std::filesystem::path path, std::uint64_t offset, SharedBytes bytes) {
  return threads_.call([this, path = std::move(path), offset, piece = std::move(bytes)]() -> Result<void> {
    if (const auto left = space(); left && *left < piece.size())
      return Failure(refuse(Refusal::full, "less than the reserve is left"));
    LYCEUM_TRY(const bool there, write_piece(path, offset, piece.view()));
    if (!there) return Failure(lesson::document_not_found());
    return {};
  });
}

Task<Result<SharedBytes>> DiskDocuments::get(std::filesystem::path path, std::uint64_t offset,
                                             std::size_t length) {
  return threads_.call([path = std::move(path), offset, length]() -> Result<SharedBytes> {
    LYCEUM_TRY(auto bytes, read_piece(path, offset, length));
    if (!bytes) return Failure(lesson::document_not_found());
    return SharedBytes(std::move(*bytes));
  });
}

Task<Result<void>> DiskDocuments::write(Name name, std::uint64_t offset, SharedBytes bytes) {
  return put(file_of(name), offset, std::move(bytes));
}
Task<Result<SharedBytes>> DiskDocuments::read(Name name, std::uint64_t offset, std::size_t length) {
  return get(file_of(name), offset, length);
}
Task<Result<void>> DiskDocuments::write_page(Name name, std::int64_t page, SharedBytes jpeg) {
  return put(page_of(name, page), 0, std::move(jpeg));
}
Task<Result<SharedBytes>> DiskDocuments::page(Name name, std::int64_t page) {
  return threads_.call([path = page_of(name, page)]() -> Result<SharedBytes> {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > page_bytes_max) return Failure(lesson::document_not_found());
    LYCEUM_TRY(auto bytes, read_piece(path, 0, static_cast<std::size_t>(size)));
    if (!bytes) return Failure(lesson::document_not_found());
    return SharedBytes(std::move(*bytes));
  });
}

Task<Result<std::unique_ptr<lesson::OpenUpload>>> DiskDocuments::open(Name name) {
  return threads_.call([path = file_of(name)]() -> Result<std::unique_ptr<lesson::OpenUpload>> {
    auto file = std::make_unique<OpenFile>(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file->descriptor() >= 0) return file;
    if (errno == ENOENT) return Failure(lesson::document_not_found());
    return Failure(file_failed("open", errno));
  });
}

Task<Result<std::unique_ptr<lesson::OpenUpload>>> DiskDocuments::begin_other(Name name) {
  return threads_.call([this, path = other_of(name)]() -> Result<std::unique_ptr<lesson::OpenUpload>> {
    if (const auto left = space(); left && *left < lesson::document_bytes_max)
      return Failure(refuse(Refusal::full, "less than the reserve is left"));
    auto file = std::make_unique<OtherFile>(path);
    if (file->descriptor() >= 0) return file;
    if (errno == ENOENT) return Failure(lesson::document_not_found());
    return Failure(file_failed("open", errno));
  });
}

Task<Result<std::uint64_t>> DiskDocuments::put_other(Name name) {
  return threads_.call([from = other_of(name), to = file_of(name)]() -> Result<std::uint64_t> {
    LYCEUM_TRY(const bool there, replace_file(from, to));
    if (!there) return Failure(lesson::document_not_found());
    return size_of(to);
  });
}

Task<Result<std::uint64_t>> DiskDocuments::size(Name name) {
  return threads_.call([path = file_of(name)] { return size_of(path); });
}

Task<Result<void>> DiskDocuments::remove(Name name) {
  return threads_.call([path = folder_of(name)]() -> Result<void> {
    std::error_code error;
    std::filesystem::remove_all(path, error);
    if (error) return Failure(file_failed("remove", error.value()));
    std::filesystem::remove(path.parent_path(), error);  // the lesson's, when this was its last
    return {};
  });
}

Task<Result<std::vector<lesson::DocumentFiles::Name>>> DiskDocuments::all() {
  return threads_.call([folder = folder_]() -> Result<std::vector<Name>> {
    std::vector<Name> found;
    std::error_code error;
    for (const auto& lesson : std::filesystem::directory_iterator(folder, error)) {
      const auto id = LessonId::parse(lesson.path().filename().string());
      if (!id) continue;
      for (const auto& one : std::filesystem::directory_iterator(lesson.path(), error))
        if (const auto number = parse(one.path().filename().string())) found.push_back({*id, *number});
    }
    return found;
  });
}

std::optional<std::uint64_t> DiskDocuments::space() const { return disk_space(folder_, reserve_); }

}  // namespace lyceum::store
