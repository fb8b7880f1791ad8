// Bytes that wait for a socket: references to shared buffers, written in order, bounded.
#pragma once

#include "net/tcp/socket.hpp"

#include <deque>
#include <memory>

namespace lyceum::net {

// Holds no memory while empty.
class SendQueue {
 public:
  bool empty() const { return waiting_ == nullptr; }
  std::size_t bytes() const { return bytes_; }  // not yet taken by the kernel

  void push(SharedBytes bytes);
  // What is left of `bytes` when the caller itself has written `written` > 0 of them. Precondition: empty().
  void push_rest(const SharedBytes& bytes, std::size_t written);
  // Writes as much as the socket takes. would_block: some is left, here or held by the socket.
  Moved flush(Socket& socket);
  // Forgets what waits, except the rest of a buffer of which a part was already written: the receiver's
  // framing stays whole.
  void drop_unstarted();
  void clear();

 private:
  void consume(std::size_t written);

  std::unique_ptr<std::deque<SharedBytes>> waiting_;  // allocated while something waits
  std::size_t bytes_ = 0;
  bool front_started_ = false;
};

}  // namespace lyceum::net
