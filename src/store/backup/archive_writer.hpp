// Writes a backup, member after member (store/backup/contents.hpp).
#pragma once

#include "base/time/clock.hpp"
#include "store/backup/contents.hpp"

#include <memory>
#include <string>

struct archive;

namespace lyceum::store {

// Errors hold a sentence. Blocks.
class ArchiveWriter {
 public:
  // `descriptor` stays the caller's; written from where it stands, never moved in: it may be a pipe.
  static Result<ArchiveWriter> open(int descriptor, Utc made_at);

  Result<void> add(std::string_view member, std::string_view content);
  // The first `bytes` bytes of the file `from`. A file that is gone or shorter by now: false, and nothing is
  // written.
  Result<bool> add_file(std::string_view member, const std::string& from, std::uint64_t bytes,
                        const std::function<void(std::uint64_t)>& moved);
  // The sums, and the end.
  Result<void> finish();

 private:
  struct Free {
    void operator()(archive* one) const;
  };
  ArchiveWriter(std::unique_ptr<archive, Free> tar, Utc made_at) : tar_(std::move(tar)), made_at_(made_at) {}

  Result<void> begin(std::string_view member, std::uint64_t bytes);
  Result<void> write(ByteView bytes);
  Failure failed() const;

  std::unique_ptr<archive, Free> tar_;
  Utc made_at_;
  Sums sums_;
};

}  // namespace lyceum::store
