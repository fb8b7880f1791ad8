#include "media/out/flv/channel.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

// As much as the hub's own cache keeps; beyond, a new viewer waits for the next key frame.
constexpr GopCacheLimits since_key_max{};

}  // namespace

FlvChannel::~FlvChannel() {
  unsubscribe();
  host_.count_viewers(-static_cast<int>(viewers_.size()));
}

void FlvChannel::attach(std::shared_ptr<Outlet> outlet) {
  if (closing_ || outlet_) return;
  outlet_ = std::move(outlet);
  if (!viewers_.empty()) subscribe();
}

void FlvChannel::join(std::unique_ptr<net::PushSocket> socket, std::string token, std::uint64_t number) {
  if (closing_) return;
  auto& owner = static_cast<FlvViewerOwner&>(*this);
  viewers_.push_back(std::make_unique<FlvViewer>(owner, std::move(socket), std::move(token), number));
  FlvViewer& viewer = *viewers_.back();
  viewer.place = viewers_.size() - 1;
  viewer.ask_again = now() + ask_every;
  host_.count_viewers(1);
  viewer.join(since_key_);
  if (outlet_ && !subscribed_) subscribe();
}

void FlvChannel::gone(FlvViewer& viewer) {
  const std::size_t place = viewer.place;
  viewers_[place].swap(viewers_.back());
  viewers_[place]->place = place;
  viewers_.pop_back();
  host_.count_viewers(-1);
  if (viewers_.empty()) unsubscribe();
}

void FlvChannel::drop(std::uint64_t number) {
  const auto found =
      std::ranges::find_if(viewers_, [&](const auto& viewer) { return viewer->number == number; });
  if (found != viewers_.end()) gone(**found);
}

void FlvChannel::drop_stuck(Mono now) {
  for (std::size_t i = viewers_.size(); i > 0; --i)
    if (FlvViewer& viewer = *viewers_[i - 1]; viewer.waits() && now - viewer.stuck_since() >= stuck_max)
      gone(viewer);
}

void FlvChannel::drop_all() {
  while (!viewers_.empty()) gone(*viewers_.back());
}

void FlvChannel::close() {
  if (closing_) return;
  flush();
  unsubscribe();
  outlet_.reset();
  closing_ = true;
  for (std::size_t i = viewers_.size(); i > 0; --i)
    if (!viewers_[i - 1]->waits()) gone(*viewers_[i - 1]);
}

void FlvChannel::caught_up(FlvViewer& viewer) {
  if (closing_) gone(viewer);
}

void FlvChannel::subscribe() {
  subscribed_ = true;
  outlet_->subscribe(*this);  // what came since the last key frame comes inside
  flush();
}

void FlvChannel::unsubscribe() {
  host_.timers().cancel(std::exchange(timer_, 0));
  if (std::exchange(subscribed_, false)) outlet_->unsubscribe(*this);
  muxer_.clear();
  since_key_.clear();
  since_key_bytes_ = 0;
}

void FlvChannel::frame(const FramePtr& frame) {
  muxer_.add(*frame);
  if (timer_ != 0) return;
  timer_ = host_.timers().after(batch_every, [this] {
    timer_ = 0;
    flush();
  });
}

void FlvChannel::ended() { close(); }

void FlvChannel::flush() {
  host_.timers().cancel(std::exchange(timer_, 0));
  const FlvBatchPtr batch = muxer_.take();
  if (!batch) return;
  remember(batch);
  broadcast(batch);
}

void FlvChannel::remember(const FlvBatchPtr& batch) {
  const bool too_much =
      !since_key_.empty() && (batch->until - since_key_.front()->from > since_key_max.span_max ||
                              since_key_bytes_ + batch->bytes.size() > since_key_max.bytes_max);
  if (batch->start || too_much) {
    since_key_.clear();
    since_key_bytes_ = 0;
  }
  if (since_key_.empty() && !batch->start) return;
  since_key_.push_back(batch);
  since_key_bytes_ += batch->bytes.size();
}

// No viewer dies meanwhile: a broken line is told by the loop.
void FlvChannel::broadcast(const FlvBatchPtr& batch) {
  results_.resize(net::BatchSender::batch_max);
  for (const auto& viewer : viewers_) {
    if (!viewer->flows()) {
      if (!viewer->push(batch)) host_.count_jump();
      continue;
    }
    if (viewer->secure()) {
      viewer->send(batch);
      continue;
    }
    straight_.push_back(viewer.get());
    descriptors_.push_back(viewer->descriptor());
    if (straight_.size() == net::BatchSender::batch_max) send_straight(batch);
  }
  send_straight(batch);
}

void FlvChannel::send_straight(const FlvBatchPtr& batch) {
  if (straight_.empty()) return;
  host_.sender().send(descriptors_, batch->bytes.view(), results_);
  for (std::size_t i = 0; i < straight_.size(); ++i) straight_[i]->settle(batch, net::outcome(results_[i]));
  straight_.clear();
  descriptors_.clear();
}

}  // namespace lyceum::media
