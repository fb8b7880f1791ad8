// Reads a backup, member after member. Whoever made the file may be hostile: only plain files under the names
// that a backup has are let through, each once; links, devices, holes, absolute paths and ".." are refused.
#pragma once

#include "base/bytes/bytes.hpp"
#include "store/backup/contents.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

struct archive;

namespace lyceum::store {

struct Member {
  std::string path;
  std::uint64_t bytes = 0;
};

// Errors hold a sentence. Blocks.
class ArchiveReader {
 public:
  // `descriptor` stays the caller's; read from where it stands.
  static Result<ArchiveReader> open(int descriptor);

  // The next one; what was left of the one before is skipped. nullopt: that was the last.
  Result<std::optional<Member>> next();
  // Of the present member. 0: its end.
  Result<std::size_t> read(std::span<std::uint8_t> into);
  // The present member as a text. Refused beyond `bytes_max`.
  Result<std::string> text(const Member& member, std::uint64_t bytes_max);

 private:
  struct Free {
    void operator()(archive* one) const;
  };
  explicit ArchiveReader(std::unique_ptr<archive, Free> tar) : tar_(std::move(tar)) {}
  Failure damaged() const;

  std::unique_ptr<archive, Free> tar_;
  std::set<std::string, std::less<>> seen_;
};

}  // namespace lyceum::store
