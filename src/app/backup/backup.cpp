#include "app/backup/backup.hpp"

#include "app/version/version.hpp"
#include "store/backup/backup.hpp"
#include "store/backup/restore.hpp"

#include <chrono>
#include <filesystem>
#include <ostream>

#include <unistd.h>

namespace lyceum::app {
namespace {

std::string megabytes(std::uint64_t bytes) {
  const std::uint64_t tenths = (bytes * 10 + (1 << 19)) >> 20;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

// A line a stage; on a terminal its per cent too, ten times a second.
class Meter {
 public:
  explicit Meter(std::ostream& out) : out_(out), terminal_(::isatty(STDERR_FILENO) != 0) {}
  ~Meter() {
    if (!stage_.empty()) out_ << "\n";
  }
  void operator()(std::string_view what, std::uint64_t done, std::uint64_t total) {
    const auto now = std::chrono::steady_clock::now();
    if (what != stage_) {
      out_ << (stage_.empty() ? "" : "\n") << what;
      stage_ = what;
    } else if (!terminal_ || (done < total && now - last_ < std::chrono::milliseconds(100))) {
      return;
    }
    last_ = now;
    if (terminal_ && total > 0) out_ << '\r' << what << " " << done * 100 / total << " % ";
    out_.flush();
  }

 private:
  std::ostream& out_;
  bool terminal_;
  std::string stage_;
  std::chrono::steady_clock::time_point last_;
};

Failure usage(std::string detail) {
  return Failure(Error{.status = 400,
                       .code = "usage",
                       .en = "The command line is wrong.",
                       .zh = "命令行有误。",
                       .detail = std::move(detail)});
}

// On a server the database is not ours to copy, and half a backup is worse than none.
Result<void> database_is_here(const Config& config) {
  if (config.text("store.url").empty()) return {};
  const std::string& folder = config.text("data.dir");
  return usage(
      "the database is on PostgreSQL (store.url): save and bring it back with pg_dump and pg_restore, and " +
      folder + "/secret.key and " + folder +
      "/media by copying them; deploy/README.md, \"PostgreSQL\", has the commands");
}

}  // namespace

Result<void> back_up(const Config& config, const BackUp& command, std::ostream& tell) {
  LYCEUM_CHECK(database_is_here(config));
  if (command.file == "-" && ::isatty(STDOUT_FILENO) != 0)
    return usage(
        "a backup is not for the terminal: name a file, or send it on, as in lyceum backup - | ssh …");
  const SystemClock clock;
  const store::BackupOrder order{.data = config.text("data.dir"),
                                 .to = command.file,
                                 .descriptor = STDOUT_FILENO,
                                 .scratch = std::filesystem::temp_directory_path(),
                                 .lyceum = std::string(kVersion),
                                 .now = clock.utc()};
  store::BackupReport report;
  {
    Meter meter(tell);
    LYCEUM_TRY(report, store::make_backup(order, std::ref(meter)));
  }
  for (const auto& name : report.left_out) tell << "left out, its name is none of ours: " << name << "\n";
  if (!config.text("store.seal_key_file").empty())
    tell << "private texts in it are sealed: " << config.text("store.seal_key_file")
         << " is not in the backup, keep a copy of it elsewhere\n";
  tell << "backed up: the database and " << report.media_files << " recordings, " << megabytes(report.bytes)
       << "\n";
  return {};
}

Result<void> restore(const Config& config, const Restore& command, std::ostream& tell) {
  LYCEUM_CHECK(database_is_here(config));
  if (command.file == "-" && ::isatty(STDIN_FILENO) != 0)
    return usage("no backup is typed by hand: name a file");
  const SystemClock clock;
  const store::RestoreOrder order{.from = command.file,
                                  .descriptor = STDIN_FILENO,
                                  .data = config.text("data.dir"),
                                  .force = command.force,
                                  .now = clock.utc()};
  store::RestoreReport report;
  {
    Meter meter(tell);
    LYCEUM_TRY(report, store::restore_backup(order, std::ref(meter)));
  }
  if (!report.moved_aside.empty()) tell << "what was there is now in " << report.moved_aside << "\n";
  tell << "restored into " << order.data << ": the database and " << report.media_files
       << " recordings, written by Lyceum " << report.header.lyceum << "\n";
  return {};
}

}  // namespace lyceum::app
