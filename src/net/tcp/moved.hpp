// What one call on a socket moved.
#pragma once

#include <cstddef>

namespace lyceum::net {

struct Moved {
  enum class State {
    open,
    would_block,
    ended,
    failed
  };  // ended: the peer closed its sending side (reads only)
  State state = State::open;
  std::size_t bytes = 0;
  int error = 0;  // errno when failed
};

}  // namespace lyceum::net
