#include "store/blob/disk_writer.hpp"

#include "base/log/log.hpp"
#include "base/metrics/metrics.hpp"
#include "store/database/refusal.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <pthread.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

constexpr std::chrono::milliseconds space_every{500};
constexpr std::size_t pieces_at_once = 64;  // of one writev

Mono now() { return std::chrono::steady_clock::now(); }

Error failed(const char* what, int code) {
  const bool full = code == ENOSPC || code == EDQUOT;
  return refuse(full ? Refusal::full : Refusal::failed, std::string(what) + ": " + std::strerror(code));
}

Result<void> write_all(int descriptor, std::vector<iovec> rest) {
  std::size_t at = 0;
  while (at < rest.size()) {
    const auto count = std::min(rest.size() - at, pieces_at_once);
    const ssize_t wrote = ::writev(descriptor, &rest[at], static_cast<int>(count));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return Failure(failed("write", errno));
    auto left = static_cast<std::size_t>(wrote);
    while (at < rest.size() && left >= rest[at].iov_len) left -= rest[at++].iov_len;
    if (left == 0) continue;
    rest[at].iov_base = static_cast<char*>(rest[at].iov_base) + left;
    rest[at].iov_len -= left;
  }
  return {};
}

Gauge& waiting_gauge() {
  static Gauge& gauge =
      metric_gauge("lyceum_record_waiting_bytes", "Bytes of recordings that wait for the disk");
  return gauge;
}

// Files, each a stretch of a recording: where one is refused, its class goes on and is not recorded.
Counter& refusals(std::string_view why) {
  return metric_counter("lyceum_record_refused_total",
                        "Recordings that the disk has interrupted, by the reason",
                        {{"why", std::string(why)}});
}

void count_refusal(const Error& error) {
  const bool full = error.code == refuse(Refusal::full, "").code;
  const bool busy = error.code == refuse(Refusal::busy, "").code;
  refusals(full ? "full" : busy ? "busy" : "failed").add();
}

}  // namespace

DiskWriter::DiskWriter(DiskWriterLimits limits) : limits_(limits), thread_([this] { run(); }) {
  metric_gauge("lyceum_record_waiting_max_bytes", "Bytes of recordings that may wait; more are left out")
      .set(static_cast<double>(limits_.waiting_max));
  waiting_gauge().set(0);
  for (const auto* why : {"full", "busy", "failed"}) refusals(why);
  pthread_setname_np(thread_.native_handle(), "recordings");
}

DiskWriter::~DiskWriter() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

DiskWriter::FileNumber DiskWriter::open(std::filesystem::path path) {
  FileNumber number = 0;
  {
    const std::lock_guard lock(mutex_);
    number = ++last_file_;
  }
  push({.kind = Piece::Kind::open, .file = number, .path = std::move(path)});
  return number;
}

void DiskWriter::append(FileNumber file, std::vector<SharedBytes> bytes, Written written) {
  Piece piece{.kind = Piece::Kind::append, .file = file};
  for (const SharedBytes& each : bytes) piece.size += each.size();
  piece.bytes = std::move(bytes);
  piece.home = &Mailbox::current();
  piece.written = std::move(written);
  push(std::move(piece));
}

void DiskWriter::close(FileNumber file) { push({.kind = Piece::Kind::close, .file = file}); }

// A piece that finds no room goes on without its bytes, so that answers keep their order.
void DiskWriter::push(Piece piece) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_ + piece.size > limits_.waiting_max) {
      piece.bytes.clear();
      piece.size = 0;
    }
    waiting_ += piece.size;
    waiting_gauge().set(static_cast<double>(waiting_));
    line_.push_back(std::move(piece));
  }
  wake_.notify_one();
}

std::deque<DiskWriter::Piece> DiskWriter::next_pieces() {
  std::unique_lock lock(mutex_);
  const auto something = [this] { return closing_ || !line_.empty(); };
  const Mono due = next_sync();
  if (due == Mono::max())
    wake_.wait(lock, something);
  else
    wake_.wait_until(lock, due, something);
  waiting_ = 0;
  waiting_gauge().set(0);
  return std::exchange(line_, {});
}

void DiskWriter::run() {
  for (;;) {
    auto pieces = next_pieces();
    for (Piece& piece : pieces) work(piece);
    sync_due(now());
    if (!pieces.empty()) continue;
    const std::lock_guard lock(mutex_);
    if (closing_ && line_.empty()) break;
  }
  for (auto& [number, file] : files_) {
    if (file.descriptor < 0) continue;
    static_cast<void>(sync(file));
    ::close(file.descriptor);
  }
}

void DiskWriter::work(Piece& piece) {
  Open& file = files_[piece.file];
  switch (piece.kind) {
    case Piece::Kind::open:
      open_file(piece, file);
      if (!file.state) count_refusal(file.state.error());
      return;
    case Piece::Kind::append:
      if (file.state) {
        file.state = write(piece, file);
        if (!file.state) count_refusal(file.state.error());
      }
      piece.home->post([tell = std::move(piece.written), state = file.state]() mutable { tell(state); });
      return;
    case Piece::Kind::close:
      if (file.descriptor >= 0) {
        if (auto synced = sync(file); !synced)
          log_error("recording not synced", {{"why", synced.error().detail}});
        ::close(file.descriptor);
      }
      files_.erase(piece.file);
      return;
  }
}

void DiskWriter::open_file(Piece& piece, Open& file) {
  std::error_code error;
  std::filesystem::create_directories(piece.path.parent_path(), error);
  file.state = check_space(piece.path.parent_path());
  if (!file.state) return;
  file.descriptor = ::open(piece.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
  if (file.descriptor < 0) file.state = Failure(failed("open", errno));
  file.folder = piece.path.parent_path();
}

Result<void> DiskWriter::write(Piece& piece, Open& file) {
  if (piece.bytes.empty()) return Failure(refuse(Refusal::busy, "the disk does not keep up"));
  LYCEUM_CHECK(check_space(file.folder));
  LYCEUM_CHECK(take_allowance(piece.size));
  std::vector<iovec> parts;
  parts.reserve(piece.bytes.size());
  for (const SharedBytes& bytes : piece.bytes)
    parts.push_back({const_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  LYCEUM_CHECK(write_all(file.descriptor, std::move(parts)));
  if (file.unsynced_since == Mono::max()) file.unsynced_since = now();
  return {};
}

// Some of the disk is left for the database: the class and its comments go on when recordings cannot.
Result<void> DiskWriter::check_space(const std::filesystem::path& folder) {
  const Mono at = now();
  if (at - space_checked_ >= space_every) {
    struct statvfs disk {};
    space_left_ = ::statvfs(folder.c_str(), &disk) != 0 ||
                  static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize > limits_.reserve;
    space_checked_ = at;
  }
  if (!space_left_) return Failure(refuse(Refusal::full, "less than the reserve is left"));
  return {};
}

Result<void> DiskWriter::take_allowance(std::size_t bytes) {
  std::uint64_t left = allowed_;
  do {
    if (left == unlimited) return {};
    if (left < bytes) return Failure(refuse(Refusal::full, "recordings have taken what they may take"));
  } while (!allowed_.compare_exchange_weak(left, left - bytes));
  return {};
}

void DiskWriter::sync_due(Mono at) {
  for (auto& [number, file] : files_) {
    if (file.unsynced_since == Mono::max() || at < file.unsynced_since + limits_.sync_within / 2) continue;
    if (auto synced = sync(file); !synced && file.state) {
      log_error("recording not synced", {{"why", synced.error().detail}});
      file.state = synced;
    }
  }
}

// What the disk refused once it may have forgotten: the file is not written further.
Result<void> DiskWriter::sync(Open& file) {
  file.unsynced_since = Mono::max();
  if (::fdatasync(file.descriptor) != 0) return Failure(failed("sync", errno));
  return {};
}

Mono DiskWriter::next_sync() const {
  Mono due = Mono::max();
  for (const auto& [number, file] : files_)
    if (file.unsynced_since != Mono::max())
      due = std::min(due, file.unsynced_since + limits_.sync_within / 2);
  return due;
}

}  // namespace lyceum::store
