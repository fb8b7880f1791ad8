#include "media/out/flv/viewer.hpp"

#include <array>

namespace lyceum::media {
namespace {

constexpr std::size_t parts_max = 64;  // batches in one write

}  // namespace

FlvViewer::FlvViewer(FlvViewerOwner& owner, std::unique_ptr<net::PushSocket> socket, std::string token,
                     std::uint64_t its_number)
    : number(its_number), owner_(owner), socket_(std::move(socket)), token_(std::move(token)) {
  socket_->start(*this);
}

void FlvViewer::join(std::span<const FlvBatchPtr> since_key) {
  queue_.join(since_key);
  stuck_since_ = owner_.now();
  flush();
}

void FlvViewer::settle(const FlvBatchPtr& batch, net::Moved moved) {
  failed_ = moved.state == net::Moved::State::failed;
  owner_.count(moved.bytes);
  if (failed_ || moved.bytes == batch->bytes.size()) return;
  queue_.push_rest(batch, moved.bytes);
  stuck_since_ = owner_.now();
  socket_->await_room(true);
}

void FlvViewer::send(const FlvBatchPtr& batch) {
  const iovec part{const_cast<std::uint8_t*>(batch->bytes.data()), batch->bytes.size()};
  settle(batch, socket_->write({&part, 1}));
}

bool FlvViewer::push(const FlvBatchPtr& batch) {
  if (failed_) return true;
  const bool waited = waits();
  const bool fits = queue_.push(batch);
  if (waited || !waits()) return fits;
  stuck_since_ = owner_.now();
  flush();
  return fits;
}

void FlvViewer::on_room() {
  flush();
  if (!waits()) owner_.caught_up(*this);
}

void FlvViewer::flush() {
  while (waits() && !failed_) {
    std::array<iovec, parts_max> parts;
    const std::size_t count = queue_.parts(parts);
    std::size_t size = 0;
    for (std::size_t i = 0; i < count; ++i) size += parts[i].iov_len;
    const net::Moved moved = socket_->write(std::span(parts).first(count));
    failed_ = moved.state == net::Moved::State::failed;
    if (failed_) break;
    queue_.consume(moved.bytes);
    owner_.count(moved.bytes);
    if (moved.bytes > 0) stuck_since_ = owner_.now();
    if (moved.bytes < size) break;
  }
  if (failed_) queue_.clear();
  socket_->await_room(waits());
}

}  // namespace lyceum::media
