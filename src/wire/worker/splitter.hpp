// Bytes from a worker's pipe, as they come, into whole messages (message.hpp).
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <functional>

namespace lyceum::worker {

// Holds at most one unfinished message of `most` bytes.
class Splitter {
 public:
  explicit Splitter(std::size_t most) : most_(most) {}

  // Calls `take` with each message that is whole now, without its length; it returns false to stop (nothing
  // more is taken then). Fails for a length of 0 or beyond the limit; there is no going on after that.
  Result<void> feed(ByteView bytes, const std::function<bool(ByteView message)>& take);

 private:
  std::size_t most_;
  Bytes held_;
};

}  // namespace lyceum::worker
