#include "store/backup/restore.hpp"

#include "store/backup/file.hpp"
#include "store/backup/unpack.hpp"
#include "store/folder/folder.hpp"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

namespace fs = std::filesystem;

// Renames that are all made or all taken back.
class Moves {
 public:
  Result<void> move(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0)
      return Failure(restore_failed("cannot rename " + from.string() + " to " + to.string() + ": " +
                                    std::strerror(errno)));
    done_.emplace_back(from, to);
    return {};
  }
  Result<void> make_folder(const fs::path& path) {
    if (::mkdir(path.c_str(), 0700) != 0)
      return Failure(restore_failed("cannot make " + path.string() + ": " + std::strerror(errno)));
    made_ = path;
    return {};
  }
  void keep() {
    done_.clear();
    made_.clear();
  }
  ~Moves() {
    for (auto at = done_.rbegin(); at != done_.rend(); ++at)
      (void)::rename(at->second.c_str(), at->first.c_str());
    if (!made_.empty()) ::rmdir(made_.c_str());
  }

 private:
  std::vector<std::pair<fs::path, fs::path>> done_;
  fs::path made_;
};

// A folder that is removed with all it holds when it goes out of sight.
class Scratch {
 public:
  static Result<Scratch> make(const fs::path& path) {
    std::error_code error;
    fs::remove_all(path, error);
    if (::mkdir(path.c_str(), 0700) != 0)
      return Failure(restore_failed("cannot make " + path.string() + ": " + std::strerror(errno)));
    return Scratch(path);
  }
  Scratch(Scratch&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  Scratch& operator=(Scratch&&) = delete;
  ~Scratch() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  const fs::path& path() const { return path_; }

 private:
  explicit Scratch(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

bool is_trace(const fs::path& entry) {  // of an earlier restore, or of the file system itself
  const auto name = entry.filename().string();
  return name == kRestoringFolder || name == "lost+found" || name.starts_with("before-restore-");
}

// What is in the folder and would be lost. An empty media/ is nothing.
Result<std::vector<fs::path>> things_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    std::error_code unreadable;
    const bool empty_media = entry.path().filename().string() == kMediaFolder &&
                             fs::is_directory(entry.path(), unreadable) &&
                             fs::is_empty(entry.path(), unreadable);
    if (!is_trace(entry.path()) && !empty_media) found.push_back(entry.path());
  }
  if (error) return Failure(restore_failed("cannot read " + folder.string() + ": " + error.message()));
  return found;
}

std::string aside_name(Utc now) {
  const std::time_t seconds = utc_micros(now) / 1'000'000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[40] = "";
  std::strftime(text, sizeof text, "before-restore-%Y%m%d-%H%M%S", &parts);
  return text;
}

void give_to_owner(const fs::path& things, const fs::path& folder) {
  struct stat owner {};
  if (::geteuid() != 0 || ::stat(folder.c_str(), &owner) != 0) return;
  const auto give = [&](const fs::path& path) {
    (void)(::lchown(path.c_str(), owner.st_uid, owner.st_gid) == 0);
  };
  std::error_code error;
  give(things);
  for (const auto& entry : fs::recursive_directory_iterator(things, error)) give(entry.path());
}

Result<void> sync_all(const fs::path& folder) {
  LYCEUM_TRY(const File opened, File::open_folder(folder.string()));
  if (::syncfs(opened.descriptor()) != 0)
    return Failure(restore_failed("cannot write " + folder.string() + ": " + std::strerror(errno)));
  return {};
}

// The database comes last: a folder without it is one that a restore may use again.
Result<std::string> take_places(const fs::path& ready, const fs::path& folder,
                                const std::vector<fs::path>& old_things, Utc now) {
  Moves moves;
  fs::path aside;
  if (!old_things.empty()) {
    aside = folder / aside_name(now);
    LYCEUM_CHECK(moves.make_folder(aside));
    give_to_owner(aside, folder);
  }
  for (const auto& old : old_things) LYCEUM_CHECK(moves.move(old, aside / old.filename()));
  for (const auto name : {kMediaFolder, kSecretFile, kDatabaseFile})
    LYCEUM_CHECK(moves.move(ready / name, folder / name));
  moves.keep();
  return aside.string();
}

Result<RestoreReport> restore_into(const fs::path& folder, const RestoreOrder& order,
                                   const Progress& progress) {
  LYCEUM_TRY(const FolderLock lock, FolderLock::take(folder.string()));
  LYCEUM_TRY(const auto old_things, things_in(folder));
  if (!old_things.empty() && !order.force)
    return Failure(
        restore_failed("the data folder " + folder.string() +
                       " is not empty: name another one, or move what is in it aside with --force"));
  std::optional<File> opened;
  if (order.from != "-") {
    LYCEUM_TRY(File file, File::open(order.from));
    opened.emplace(std::move(file));
  }
  LYCEUM_TRY(const Scratch scratch, Scratch::make(folder / kRestoringFolder));
  RestoreReport report;
  auto unpacked =
      unpack_backup(opened ? opened->descriptor() : order.descriptor, scratch.path().string(), progress);
  if (!unpacked) {
    Error error = std::move(unpacked).error();
    error.detail = "cannot restore " + (opened ? order.from : "standard input") + ": " + error.detail;
    return Failure(std::move(error));
  }
  report.header = unpacked->header;
  report.media_files = unpacked->media_files;
  std::error_code error;
  fs::create_directories(scratch.path() / kMediaFolder, error);
  give_to_owner(scratch.path(), folder);
  LYCEUM_CHECK(sync_all(folder));
  LYCEUM_TRY(report.moved_aside, take_places(scratch.path(), folder, old_things, order.now));
  LYCEUM_CHECK(sync_all(folder));
  return report;
}

}  // namespace

Result<RestoreReport> restore_backup(const RestoreOrder& order, const Progress& progress) {
  std::error_code error;
  const bool made = fs::create_directories(order.data, error);
  if (error)
    return Failure(restore_failed("cannot make the data folder " + order.data + ": " + error.message()));
  const auto restored = [&]() -> Result<RestoreReport> {
    try {
      return restore_into(order.data, order, progress);
    } catch (const std::exception& thrown) {  // std::filesystem, out of memory
      return Failure(restore_failed(thrown.what()));
    }
  };
  auto report = restored();
  if (!report && made) fs::remove(order.data, error);
  return report;
}

}  // namespace lyceum::store
