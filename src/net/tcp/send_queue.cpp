#include "net/tcp/send_queue.hpp"

#include <array>

namespace lyceum::net {
namespace {
constexpr std::size_t parts_max = 64;  // buffers in one write
}

void SendQueue::push(SharedBytes bytes) {
  if (bytes.empty()) return;
  if (!waiting_) waiting_ = std::make_unique<std::deque<SharedBytes>>();
  bytes_ += bytes.size();
  waiting_->push_back(std::move(bytes));
}

void SendQueue::push_rest(const SharedBytes& bytes, std::size_t written) {
  push(bytes.slice(written, bytes.size() - written));
  front_started_ = !empty();
}

Moved SendQueue::flush(Socket& socket) {
  while (waiting_) {
    std::array<iovec, parts_max> parts;
    std::size_t count = 0;
    for (const SharedBytes& bytes : *waiting_) {
      if (count == parts_max) break;
      parts[count++] = {const_cast<std::uint8_t*>(bytes.data()), bytes.size()};
    }
    const Moved result = socket.write(std::span(parts).first(count));
    if (result.state != Moved::State::open) return result;
    consume(result.bytes);
  }
  return socket.flush();
}

void SendQueue::consume(std::size_t written) {
  bytes_ -= written;
  while (written > 0) {
    SharedBytes& front = waiting_->front();
    if (written < front.size()) {
      front = front.slice(written, front.size() - written);
      front_started_ = true;
      return;
    }
    written -= front.size();
    front_started_ = false;
    waiting_->pop_front();
  }
  if (waiting_->empty()) waiting_.reset();
}

void SendQueue::drop_unstarted() {
  if (!waiting_) return;
  const std::size_t keep = front_started_ ? 1 : 0;
  waiting_->resize(keep);
  bytes_ = keep == 1 ? waiting_->front().size() : 0;
  if (waiting_->empty()) waiting_.reset();
}

void SendQueue::clear() {
  waiting_.reset();
  bytes_ = 0;
  front_started_ = false;
}

}  // namespace lyceum::net
