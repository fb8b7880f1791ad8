#include "net/reactor/poller.hpp"

#include <cerrno>
#include <cstdlib>
#include <utility>

#include <unistd.h>

namespace lyceum::net {
namespace {

std::uint32_t mask_of(Interest interest) {
  std::uint32_t mask = 0;
  if (interest.read) mask |= EPOLLIN;
  if (interest.write) mask |= EPOLLOUT;
  if (interest.peer_end) mask |= EPOLLRDHUP;
  if (interest.once) mask |= EPOLLET;
  return mask;
}

Readiness readiness_of(std::uint32_t events) {
  return {.readable = (events & EPOLLIN) != 0,
          .writable = (events & EPOLLOUT) != 0,
          .peer_end = (events & EPOLLRDHUP) != 0,
          .failed = (events & (EPOLLERR | EPOLLHUP)) != 0};
}

}  // namespace

Poller::Poller(Mailbox& home) : home_(home), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) std::abort();  // only at start, when the process has no descriptor left
}

Poller::~Poller() { ::close(epoll_); }

void Poller::control(int operation, int descriptor, Watcher& watcher, Interest interest) {
  epoll_event event{};
  event.events = mask_of(interest);
  event.data.ptr = &watcher;
  if (epoll_ctl(epoll_, operation, descriptor, &event) != 0 && errno != ENOMEM && errno != ENOSPC)
    std::abort();
}

void Poller::watch(int descriptor, Watcher& watcher, Interest interest) {
  control(EPOLL_CTL_ADD, descriptor, watcher, interest);
}

void Poller::change(int descriptor, Watcher& watcher, Interest interest) {
  control(EPOLL_CTL_MOD, descriptor, watcher, interest);
}

void Poller::unwatch(int descriptor, Watcher& watcher) {
  epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
  for (int i = 0; i < batch_count_; ++i)
    if (batch_[static_cast<std::size_t>(i)].data.ptr == &watcher)
      batch_[static_cast<std::size_t>(i)].data.ptr = nullptr;
  forget(watcher);
}

void Poller::nudge(Watcher& watcher) {
  if (watcher.nudged_) return;
  watcher.nudged_ = true;
  if (nudges_.empty()) home_.post([this] { run_nudges(); });
  nudges_.push_back(&watcher);
}

void Poller::forget(Watcher& watcher) {
  if (!watcher.nudged_) return;
  watcher.nudged_ = false;
  for (auto* list : {&nudges_, &running_nudges_})
    for (Watcher*& waiting : *list)
      if (waiting == &watcher) waiting = nullptr;
}

void Poller::dispatch() {
  batch_count_ = epoll_wait(epoll_, batch_.data(), batch_max, 0);
  for (int i = 0; i < batch_count_; ++i) {
    const epoll_event event = batch_[static_cast<std::size_t>(i)];
    if (event.data.ptr != nullptr)
      static_cast<Watcher*>(event.data.ptr)->on_ready(readiness_of(event.events));
  }
  batch_count_ = 0;
}

void Poller::run_nudges() {
  running_nudges_.swap(nudges_);
  for (std::size_t i = 0; i < running_nudges_.size(); ++i) {
    Watcher* watcher = std::exchange(running_nudges_[i], nullptr);
    if (watcher == nullptr) continue;
    watcher->nudged_ = false;
    watcher->on_ready({});
  }
  running_nudges_.clear();
}

}  // namespace lyceum::net
