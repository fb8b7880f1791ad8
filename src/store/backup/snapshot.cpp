#include "store/backup/snapshot.hpp"

#include "store/sqlite/error.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

constexpr int kPagesAStep = 2048;  // 8 MB

using Handle = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;

Result<Handle> new_database(const std::string& path) {
  ::unlink(path.c_str());
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return Failure(backup_failed("cannot make " + path + ": " + std::strerror(errno)));
  ::close(file);
  sqlite3* handle = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr);
  Handle owned(handle, sqlite3_close_v2);
  if (opened != SQLITE_OK) return Failure(sqlite_error(opened, handle, "cannot open " + path));
  // The copy is worth nothing until all of it is there: no journal, no sync on the way.
  sqlite3_exec(handle, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
  return owned;
}

}  // namespace

Result<Snapshot> Snapshot::take(const std::string& path) {
  LYCEUM_TRY(auto connection, Connection::open(path, Connection::Kind::reader));
  LYCEUM_CHECK(connection->run("BEGIN", {}));  // the first statement inside takes the snapshot
  const auto version = connection->run("SELECT version FROM schema_version WHERE id = 1", {});
  if (!version || version->empty())
    return Failure(backup_failed(path + " is not a database of Lyceum" +
                                 (version ? std::string() : ": " + version.error().detail)));
  Snapshot snapshot(std::move(connection));
  snapshot.schema_ = static_cast<int>((*version)[0].integer(0));
  return snapshot;
}

// SQLite's online backup (sqlite.org/backup.html). It would start again whenever the source changes; here the
// source stands still, since its connection is inside a reading transaction.
Result<void> Snapshot::copy_to(const std::string& path, const Progress& progress) const {
  LYCEUM_TRY(const auto copy, new_database(path));
  sqlite3_backup* backup = sqlite3_backup_init(copy.get(), "main", connection_->handle(), "main");
  if (backup == nullptr) return Failure(sqlite_error(sqlite3_errcode(copy.get()), copy.get(), "copy"));
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    code = sqlite3_backup_step(backup, kPagesAStep);
    const auto total = static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup));
    progress("database", total - static_cast<std::uint64_t>(sqlite3_backup_remaining(backup)), total);
  }
  const int finished = sqlite3_backup_finish(backup);
  if (code == SQLITE_DONE) code = finished;
  if (code != SQLITE_OK)
    return Failure(sqlite_error(code, copy.get(), "cannot copy the database to " + path));
  return {};
}

}  // namespace lyceum::store
