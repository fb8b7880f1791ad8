#include "store/blob/disk_files.hpp"

#include "store/blob/disk_space.hpp"
#include "store/database/refusal.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

constexpr std::size_t reader_threads = 2;
constexpr std::string_view preparing_folder = "preparing", replaced_ending = ".replaced";

Error failed(const std::string& what, int code) {
  return refuse(Refusal::failed, what + ": " + std::strerror(code));
}

class DiskView final : public media::FileView {
 public:
  explicit DiskView(int descriptor) : descriptor_(descriptor) {
    struct stat facts {};
    if (::fstat(descriptor_, &facts) == 0) size_ = static_cast<std::uint64_t>(facts.st_size);
  }
  ~DiskView() override { ::close(descriptor_); }
  DiskView(const DiskView&) = delete;
  DiskView& operator=(const DiskView&) = delete;

  std::uint64_t size() const override { return size_; }
  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) override {
    std::size_t got = 0;
    while (got < into.size()) {
      const ssize_t count =
          ::pread(descriptor_, into.data() + got, into.size() - got, static_cast<off_t>(offset + got));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return Failure(failed("read", errno));
      if (count == 0) break;
      got += static_cast<std::size_t>(count);
    }
    return got;
  }

 private:
  int descriptor_;
  std::uint64_t size_ = 0;
};

// Plain files only: we make nothing else, and a link or a pipe that somebody has put there is not ours to
// open. -1: there is none, errno says why.
int open_plain(const std::filesystem::path& path, int how) {
  // A pipe would wait for its other end.
  const int descriptor = ::open(path.c_str(), how | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat facts {};
  if (descriptor < 0 || (::fstat(descriptor, &facts) == 0 && S_ISREG(facts.st_mode))) return descriptor;
  ::close(descriptor);
  errno = ENOENT;
  return -1;
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (std::filesystem::is_regular_file(at->symlink_status(error)))
      names.push_back(at->path().filename().string());
  std::ranges::sort(names);
  return names;
}

std::uint64_t bytes_in(const std::filesystem::path& folder) {
  std::uint64_t sum = 0;
  std::error_code error;
  for (const std::string& name : names_in(folder)) {
    const auto bytes = std::filesystem::file_size(folder / name, error);
    if (!error) sum += bytes;
  }
  return sum;
}

Result<void> keep_whole(const std::filesystem::path& path, const std::string& name,
                        media::RecordingFiles::Keep& keep) {
  const int descriptor = open_plain(path, O_RDWR);
  if (descriptor < 0) return Failure(failed("open " + name, errno));
  DiskView view(descriptor);
  const std::uint64_t whole = std::min(keep(name, view), view.size());
  if (whole == view.size()) return {};
  if (whole > 0 && ::ftruncate(descriptor, static_cast<off_t>(whole)) != 0)
    return Failure(failed("truncate " + name, errno));
  std::error_code error;
  if (whole == 0) std::filesystem::remove(path, error);
  return {};
}

Result<void> sync_path(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return Failure(failed("open " + path.filename().string(), errno));
  const bool synced = ::fsync(descriptor) == 0;
  const int code = errno;
  ::close(descriptor);
  if (!synced) return Failure(failed("sync " + path.filename().string(), code));
  return {};
}

Result<void> rename_path(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code error;
  std::filesystem::rename(from, to, error);
  if (error) return Failure(failed("rename", error.value()));
  return sync_path(to.parent_path());
}

Result<void> remove_path(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) return Failure(failed("remove", error.value()));
  return {};
}

std::filesystem::path replaced_path(std::filesystem::path folder) { return folder += replaced_ending; }

// A crash may have come between the steps of replace(): while there is no folder, what was prepared lies in
// the one that was set aside.
Result<void> finish_replacing(const std::filesystem::path& folder) {
  const std::filesystem::path aside = replaced_path(folder);
  std::error_code error;
  if (!std::filesystem::exists(aside, error)) return {};
  if (std::filesystem::exists(folder, error)) return remove_path(aside);
  const std::filesystem::path fresh = aside / preparing_folder;
  if (!std::filesystem::exists(fresh, error)) return rename_path(aside, folder);
  LYCEUM_CHECK(rename_path(fresh, folder));
  return remove_path(aside);
}

Result<void> replace_in(const std::filesystem::path& folder) {
  LYCEUM_CHECK(finish_replacing(folder));
  const std::filesystem::path fresh = folder / preparing_folder;
  for (const std::string& name : names_in(fresh)) LYCEUM_CHECK(sync_path(fresh / name));
  LYCEUM_CHECK(sync_path(fresh));
  LYCEUM_CHECK(rename_path(folder, replaced_path(folder)));
  return finish_replacing(folder);
}

}  // namespace

class DiskFiles::File final : public media::RecordingFile {
 public:
  File(DiskWriter& writer, std::filesystem::path path)
      : writer_(writer), number_(writer.open(std::move(path))) {}
  ~File() override { writer_.close(number_); }
  void append(std::vector<SharedBytes> bytes, Written written) override {
    writer_.append(number_, std::move(bytes), std::move(written));
  }

 private:
  DiskWriter& writer_;
  const DiskWriter::FileNumber number_;
};

DiskFiles::DiskFiles(std::filesystem::path folder, DiskWriterLimits limits)
    : folder_(std::move(folder)),
      reserve_(limits.reserve),
      writer_(limits),
      readers_(std::make_unique<DiskThreads>(reader_threads, "replays")) {}
DiskFiles::~DiskFiles() = default;

std::unique_ptr<media::RecordingFile> DiskFiles::Preparing::create(LessonId lesson, std::string name) {
  return std::make_unique<File>(files_.writer_, files_.folder_of(lesson) / preparing_folder / name);
}

std::unique_ptr<media::RecordingFile> DiskFiles::create(LessonId lesson, std::string name) {
  return std::make_unique<File>(writer_, folder_of(lesson) / name);
}

Task<Result<void>> DiskFiles::reopen(LessonId lesson, Keep keep) {
  return readers_->call([folder = folder_of(lesson), keep = std::move(keep)]() mutable -> Result<void> {
    LYCEUM_CHECK(finish_replacing(folder));
    for (const std::string& name : names_in(folder)) LYCEUM_CHECK(keep_whole(folder / name, name, keep));
    return {};
  });
}

Task<Result<void>> DiskFiles::look(LessonId lesson, std::string name, Look look) {
  return readers_->call([path = folder_of(lesson) / name, look = std::move(look)]() mutable -> Result<void> {
    const int descriptor = open_plain(path, O_RDONLY);
    if (descriptor < 0) return Failure(media::recording_not_there());
    DiskView view(descriptor);
    return look(view);
  });
}

Task<Result<void>> DiskFiles::remove(LessonId lesson) {
  return readers_->call([folder = folder_of(lesson)] { return remove_path(folder); });
}

Task<Result<std::vector<DiskFiles::Size>>> DiskFiles::sizes() {
  auto found = std::make_shared<std::vector<Size>>();
  auto measure = [folder = folder_, found]() -> Result<void> {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
      const auto lesson = LessonId::parse(entry.path().filename().string());
      if (lesson) found->push_back({*lesson, bytes_in(entry.path())});
    }
    return {};
  };
  LYCEUM_CO_CHECK(co_await readers_->call(std::move(measure)));
  co_return std::move(*found);
}

std::optional<std::uint64_t> DiskFiles::space() const {
  const auto disk = disk_free(), allowed = writer_.allowed();
  return disk && allowed ? std::min(*disk, *allowed) : allowed ? allowed : disk;
}

std::optional<std::uint64_t> DiskFiles::disk_free() const { return disk_space(folder_, reserve_); }

Task<Result<void>> DiskFiles::replace(LessonId lesson) {
  return readers_->call([folder = folder_of(lesson)] { return replace_in(folder); });
}

Task<Result<void>> DiskFiles::discard(LessonId lesson) {
  return readers_->call([folder = folder_of(lesson)] { return remove_path(folder / preparing_folder); });
}

}  // namespace lyceum::store
