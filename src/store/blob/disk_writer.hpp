// The thread that writes recordings: a line of pieces, written in order, synced at most two seconds later.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/flow/mailbox.hpp"
#include "base/result/result.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace lyceum::store {

struct DiskWriterLimits {
  std::size_t waiting_max = 64 * 1024 * 1024;  // bytes in the line; more is refused with store_busy
  std::uint64_t reserve = 256 * 1024 * 1024;   // bytes of the disk that are never taken: store_full
  std::chrono::milliseconds sync_within{2000};
};

class DiskWriter {
 public:
  using FileNumber = std::uint64_t;
  using Written = std::move_only_function<void(Result<void>)>;

  explicit DiskWriter(DiskWriterLimits limits);
  // Writes and syncs what waits, closes the files.
  ~DiskWriter();
  DiskWriter(const DiskWriter&) = delete;
  DiskWriter& operator=(const DiskWriter&) = delete;

  // From any thread. The file and its folder are made; an existing file is an error, told to the first
  // append.
  FileNumber open(std::filesystem::path path);
  // From a thread with a mailbox, where `written` is called.
  void append(FileNumber file, std::vector<SharedBytes> bytes, Written written);
  void close(FileNumber file);
  // So many bytes may be appended from now on, then store_full; none: as many as the disk takes. From any
  // thread.
  void allow(std::optional<std::uint64_t> bytes) { allowed_ = bytes.value_or(unlimited); }
  std::optional<std::uint64_t> allowed() const {
    const std::uint64_t left = allowed_;
    return left == unlimited ? std::nullopt : std::optional(left);
  }

 private:
  static constexpr std::uint64_t unlimited = ~std::uint64_t{0};

  struct Piece {
    enum class Kind { open, append, close } kind;
    FileNumber file;
    std::filesystem::path path = {};
    std::vector<SharedBytes> bytes = {};
    std::size_t size = 0;
    Mailbox* home = nullptr;
    Written written = nullptr;
  };
  struct Open {
    int descriptor = -1;
    std::filesystem::path folder = {};
    Result<void> state = {};
    Mono unsynced_since = Mono::max();
  };

  void push(Piece piece);
  void run();
  std::deque<Piece> next_pieces();
  void work(Piece& piece);
  void open_file(Piece& piece, Open& file);
  Result<void> write(Piece& piece, Open& file);
  Result<void> check_space(const std::filesystem::path& folder);
  Result<void> take_allowance(std::size_t bytes);
  void sync_due(Mono now);
  static Result<void> sync(Open& file);
  Mono next_sync() const;

  const DiskWriterLimits limits_;
  std::atomic<std::uint64_t> allowed_{unlimited};
  std::mutex mutex_;  // guards what follows, up to the line
  std::condition_variable wake_;
  std::deque<Piece> line_;
  std::size_t waiting_ = 0;  // bytes in it
  FileNumber last_file_ = 0;
  bool closing_ = false;
  // The thread's own.
  std::map<FileNumber, Open> files_;
  Mono space_checked_{};
  bool space_left_ = true;
  std::thread thread_;
};

}  // namespace lyceum::store
