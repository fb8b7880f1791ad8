// Looks into an FLV stream as it passes by, without keeping it: which tags, and when they were due.
#pragma once

#include "base/bytes/bytes.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace lyceum::bench {

struct SeenTag {
  bool video = false;
  std::uint32_t timestamp_ms = 0;
  std::optional<std::int64_t> due_ns;  // of a picture of our own source
};

class TagScanner {
 public:
  // Bytes of the file, in pieces of any size. Calls seen(SeenTag) for each tag, when its beginning is there.
  // False: this is no FLV.
  template <class Seen>
  bool put(ByteView bytes, Seen seen) {
    while (!bytes.empty()) {
      const std::size_t passed = std::min(skip_, bytes.size());
      skip_ -= passed;
      bytes = bytes.subspan(passed);
      if (bytes.empty()) break;
      head_[filled_++] = bytes.front();
      bytes = bytes.subspan(1);
      if (const auto tag = complete()) seen(*tag);
      if (broken_) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t file_header = 13, tag_header = 11;
  static constexpr std::size_t stamp_within = 48;  // tag header of video, NAL header and the stamp

  std::optional<SeenTag> complete();

  std::array<std::uint8_t, tag_header + stamp_within> head_{};
  std::size_t filled_ = 0, wanted_ = file_header;
  std::size_t skip_ = 0;
  bool in_file_ = false;
  bool broken_ = false;
};

}  // namespace lyceum::bench
