#include "store/backup/backup.hpp"

#include "store/backup/archive_writer.hpp"
#include "store/backup/compress.hpp"
#include "store/backup/file.hpp"
#include "store/backup/snapshot.hpp"
#include "store/folder/folder.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <unistd.h>

namespace lyceum::store {
namespace {

namespace fs = std::filesystem;

struct Recording {
  std::string member, path;
  std::uint64_t bytes = 0;
};

struct Recordings {
  std::vector<Recording> found;
  std::vector<std::string> strange;
  std::uint64_t bytes = 0;
};

// As long as they are now. Links inside are not followed; media/ itself may be one.
Result<Recordings> list_recordings(const std::string& data) {
  Recordings all;
  const fs::path top = in_folder(data, kMediaFolder);
  std::error_code error;
  if (!fs::exists(top, error)) return all;
  for (fs::recursive_directory_iterator at(top, error), end; !error && at != end; at.increment(error)) {
    std::error_code gone;
    if (at->is_directory(gone) && !at->is_symlink(gone)) continue;
    const std::string member =
        std::string(kMediaFolder) + "/" + at->path().lexically_relative(top).generic_string();
    if (!is_media_path(member) || at->is_symlink(gone) || !at->is_regular_file(gone)) {
      if (!gone) all.strange.push_back(member);
      continue;
    }
    const std::uint64_t bytes = at->file_size(gone);
    if (gone) continue;  // deleted meanwhile
    all.bytes += bytes;
    all.found.push_back({member, at->path().string(), bytes});
  }
  if (error) return Failure(backup_failed("cannot list " + top.string() + ": " + error.message()));
  if (all.found.size() > kMembersMax - 4) return Failure(backup_failed("there are too many recordings"));
  return all;
}

Result<std::string> secret_of(const std::string& data) {
  LYCEUM_TRY(File file, File::open(in_folder(data, kSecretFile)));
  Bytes bytes(SecretKey::kSize + 1);
  LYCEUM_TRY(const std::size_t count, file.read(bytes));
  if (count != SecretKey::kSize)
    return Failure(backup_failed(in_folder(data, kSecretFile) + " is not a key of 32 bytes"));
  return std::string(as_text(ByteView(bytes).first(count)));
}

// Removed when it goes out of sight, unless it was renamed before.
class Draft {
 public:
  explicit Draft(std::string path) : path_(std::move(path)) {}
  ~Draft() { ::unlink(path_.c_str()); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

Result<BackupReport> write_all(const BackupOrder& order, const std::string& draft_name, File& out,
                               const Progress& progress) {
  LYCEUM_TRY(const Snapshot snapshot, Snapshot::take(in_folder(order.data, kDatabaseFile)));
  LYCEUM_TRY(const Recordings recordings, list_recordings(order.data));  // all that the snapshot knows of
  LYCEUM_TRY(const std::string secret, secret_of(order.data));
  const Draft copy(draft_name + ".db"), packed(draft_name + ".db.zst");
  LYCEUM_CHECK(snapshot.copy_to(copy.path(), progress));
  LYCEUM_CHECK(compress_file(copy.path(), packed.path(), progress));
  BackupHeader header{.lyceum = order.lyceum,
                      .schema = snapshot.schema(),
                      .made_us = utc_micros(order.now),
                      .media_bytes = recordings.bytes};
  header.database_bytes = fs::file_size(copy.path());
  ::unlink(copy.path().c_str());
  LYCEUM_TRY(auto tar, ArchiveWriter::open(out.descriptor(), order.now));
  LYCEUM_CHECK(tar.add(kHeaderMember, write_header(header)));
  LYCEUM_CHECK(tar.add(kSecretFile, secret));
  LYCEUM_TRY(const bool added, tar.add_file(kDatabaseMember, packed.path(), fs::file_size(packed.path()),
                                            [](std::uint64_t) {}));
  if (!added) return Failure(backup_failed(packed.path() + " has vanished"));
  BackupReport report{.bytes = header.database_bytes, .left_out = recordings.strange};
  std::uint64_t done = 0;
  const auto moved = [&](std::uint64_t bytes) { progress("recordings", done += bytes, recordings.bytes); };
  for (const Recording& one : recordings.found) {
    LYCEUM_TRY(const bool there, tar.add_file(one.member, one.path, one.bytes, moved));
    if (!there) continue;  // deleted meanwhile
    ++report.media_files;
    report.bytes += one.bytes;
  }
  LYCEUM_CHECK(tar.finish());
  return report;
}

Result<void> rename_whole(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0)
    return Failure(backup_failed("cannot rename " + from + " to " + to + ": " + std::strerror(errno)));
  const fs::path folder = fs::absolute(to).parent_path();
  LYCEUM_TRY(File parent, File::open_folder(folder.string()));
  return parent.sync();
}

Result<BackupReport> make_in_place(const BackupOrder& order, const Progress& progress) {
  if (order.to == "-") {
    File out = File::borrowed(order.descriptor, "standard output");
    return write_all(order, order.scratch + "/lyceum-backup." + std::to_string(::getpid()), out, progress);
  }
  const Draft draft(order.to + ".part");
  std::error_code error;
  if (fs::is_directory(order.to, error))
    return Failure(backup_failed(order.to + " is a folder; name the file in it"));
  BackupReport report;
  {
    LYCEUM_TRY(File out, File::make(draft.path()));
    LYCEUM_TRY(report, write_all(order, draft.path(), out, progress));
    LYCEUM_CHECK(out.sync());
  }
  LYCEUM_CHECK(rename_whole(draft.path(), order.to));
  return report;
}

}  // namespace

Result<BackupReport> make_backup(const BackupOrder& order, const Progress& progress) {
  try {
    return make_in_place(order, progress);
  } catch (const std::exception& thrown) {  // std::filesystem, out of memory
    return Failure(backup_failed(thrown.what()));
  }
}

}  // namespace lyceum::store
