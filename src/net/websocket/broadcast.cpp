#include "net/websocket/broadcast.hpp"

#include "base/bytes/writer.hpp"

namespace lyceum::net {

Broadcaster::Broadcaster(SendEngine engine) : sender_(make_batch_sender(engine)) {
  batch_.reserve(BatchSender::batch_max);
  descriptors_.reserve(BatchSender::batch_max);
  results_.resize(BatchSender::batch_max);
}

Broadcaster::~Broadcaster() = default;

std::chrono::nanoseconds Broadcaster::send(std::span<WebSocket* const> sockets, const SharedBytes& frame) {
  const auto start = std::chrono::steady_clock::now();
  if (frame.empty()) return {};
  for (WebSocket* socket : sockets) {
    if (socket == nullptr || !socket->open()) continue;
    if (!socket->queue_.empty()) {
      socket->enqueue(frame);
      continue;
    }
    if (socket->socket_.secure()) {  // encrypted for this one alone
      socket->send(frame);
      continue;
    }
    batch_.push_back(socket);
    descriptors_.push_back(socket->socket_.descriptor());
    if (batch_.size() == BatchSender::batch_max) send_batch(frame);
  }
  send_batch(frame);
  return std::chrono::steady_clock::now() - start;
}

std::chrono::nanoseconds Broadcaster::send(std::span<WebSocket* const> sockets,
                                           std::span<const SharedBytes> frames) {
  if (frames.size() == 1) return send(sockets, frames.front());
  ByteWriter all;
  for (const SharedBytes& frame : frames) all.append(frame.view());
  return send(sockets, SharedBytes(all.take()));
}

void Broadcaster::send_batch(const SharedBytes& frame) {
  if (batch_.empty()) return;
  sender_->send(descriptors_, frame.view(), results_);
  for (std::size_t i = 0; i < batch_.size(); ++i) batch_[i]->settle(outcome(results_[i]), frame);
  batch_.clear();
  descriptors_.clear();
}

}  // namespace lyceum::net
