#include "bench/flv/tag_scanner.hpp"

#include "bench/measure/stamp.hpp"

#include <algorithm>

namespace lyceum::bench {

std::optional<SeenTag> TagScanner::complete() {
  if (filled_ < wanted_) return std::nullopt;
  if (!in_file_) {
    broken_ = as_text(ByteView(head_).first(3)) != "FLV";
    in_file_ = true;
    filled_ = 0;
    wanted_ = tag_header;
    return std::nullopt;
  }
  const std::size_t size = std::size_t{head_[1]} << 16 | std::size_t{head_[2]} << 8 | head_[3];
  const bool video = (head_[0] & 0x1FU) == 9;
  if (filled_ == tag_header && video && size > 0) {  // a little of a picture's body too
    wanted_ = tag_header + std::min(size, stamp_within);
    return std::nullopt;
  }
  SeenTag tag;
  tag.video = video;
  tag.timestamp_ms = static_cast<std::uint32_t>(head_[7]) << 24 | static_cast<std::uint32_t>(head_[4]) << 16 |
                     static_cast<std::uint32_t>(head_[5]) << 8 | head_[6];
  const ByteView body = ByteView(head_).subspan(tag_header, filled_ - tag_header);
  find_stamps(as_text(body), [&](std::int64_t due) { tag.due_ns = due; });
  skip_ = size - body.size() + 4;
  filled_ = 0;
  wanted_ = tag_header;
  return tag;
}

}  // namespace lyceum::bench
