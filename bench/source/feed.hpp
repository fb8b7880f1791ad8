// What an encoder sends, tag by tag.
#pragma once

#include "base/bytes/bytes.hpp"
#include "wire/rtmp/message.hpp"

#include <cstdint>

namespace lyceum::bench {

struct FeedTag {
  rtmp::MessageType type = rtmp::MessageType::video;  // or audio
  std::int64_t at_ns = 0;                             // since the feed began
  SharedBytes body;                                   // of an FLV tag
};

// Without end. One thread.
class Feed {
 public:
  virtual ~Feed() = default;
  // When the next tag is due, in nanoseconds since the feed began; never goes back.
  virtual std::int64_t next_at() const = 0;
  virtual FeedTag take() = 0;
};

}  // namespace lyceum::bench
