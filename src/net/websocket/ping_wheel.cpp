#include "net/websocket/ping_wheel.hpp"

#include "wire/ws/writer.hpp"

#include <algorithm>

namespace lyceum::net {
namespace {

constexpr std::size_t slot_count = 25;

const SharedBytes& ping() {
  static const SharedBytes frame = ws::ping_frame();
  return frame;
}

}  // namespace

PingWheel::PingWheel(Reactor& reactor, WebSocketOptions options)
    : reactor_(reactor), options_(options), tick_every_(options.ping_every / slot_count), slots_(slot_count) {
  const auto ticks = (options.pong_within + tick_every_ - std::chrono::nanoseconds(1)) / tick_every_;
  pong_ticks_ = std::clamp<std::size_t>(static_cast<std::size_t>(ticks), 1, slot_count - 1);
}

PingWheel::~PingWheel() { reactor_.cancel(timer_); }

void PingWheel::add(WebSocket& socket) {
  socket.slot_ = static_cast<std::uint32_t>(next_slot_);
  next_slot_ = (next_slot_ + 1) % slot_count;
  auto& slot = slots_[socket.slot_];
  socket.place_ = static_cast<std::uint32_t>(slot.size());
  slot.push_back(&socket);
  ++count_;
  if (timer_ == 0) arm();
}

void PingWheel::remove(WebSocket& socket) {
  auto& slot = slots_[socket.slot_];
  slot[socket.place_] = slot.back();
  slot[socket.place_]->place_ = socket.place_;
  slot.pop_back();
  --count_;
}

void PingWheel::arm() {
  timer_ = reactor_.after(tick_every_, [this] { tick(); });
}

// No handler runs meanwhile (on_closed comes later), so the slots do not change under the loops.
void PingWheel::tick() {
  timer_ = 0;
  now_slot_ = (now_slot_ + 1) % slot_count;
  for (WebSocket* socket : slots_[(now_slot_ + slot_count - pong_ticks_) % slot_count])
    if (socket->open() && !socket->heard_) socket->end(ws::close_abnormal);
  for (WebSocket* socket : slots_[now_slot_]) {
    socket->heard_ = false;
    socket->send(ping());
  }
  if (count_ > 0) arm();
}

}  // namespace lyceum::net
