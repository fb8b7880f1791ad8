#include "bench/rtmp/herd.hpp"

#include "bench/measure/clock.hpp"

#include <algorithm>
#include <array>

#include <sys/epoll.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

constexpr std::size_t opening_max = 64;
constexpr std::int64_t second = 1'000'000'000;

}  // namespace

struct Herd::One {
  explicit One(const Where& where) : publisher(where) {}
  Publisher publisher;
  std::unique_ptr<Feed> feed;  // once it may send
  std::int64_t begin_ns = 0;
  std::uint64_t counted_from = 0;  // bytes
  bool opening = true;
};

Herd::Herd(MakeFeed feed) : make_feed_(std::move(feed)), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {}

Herd::~Herd() { ::close(epoll_); }

bool Herd::open_one(const Where& where) {
  One& one = *all_.emplace_back(std::make_unique<One>(where));
  if (!one.publisher.connect()) return false;
  epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.ptr = &one}};
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, one.publisher.descriptor(), &event);
  ++opening_;
  return true;
}

std::optional<std::string> Herd::grow(const std::vector<Where>& places, std::size_t total) {
  const std::int64_t give_up = monotonic_ns() + 120 * second;
  while (all_.size() < total || opening_ > 0) {
    while (all_.size() < total && opening_ < opening_max)
      if (!open_one(places[all_.size()]))
        return "out of descriptors or ports at encoder " + std::to_string(all_.size());
    send_what_is_due();
    poll(1);
    if (!first_failure_.empty()) return "an encoder failed: " + first_failure_;
    if (monotonic_ns() > give_up)
      return std::to_string(opening_) + " encoders were not let in within two minutes";
  }
  return std::nullopt;
}

void Herd::run(double seconds) {
  const std::int64_t end = monotonic_ns() + static_cast<std::int64_t>(seconds * second);
  while (monotonic_ns() < end) {
    send_what_is_due();
    const std::int64_t next = due_.empty() ? end : std::min(end, due_.top().at_ns);
    poll(static_cast<int>(std::clamp<std::int64_t>((next - monotonic_ns()) / 1'000'000, 0, 100)));
  }
}

void Herd::send_what_is_due() {
  for (std::int64_t now = monotonic_ns(); !due_.empty() && due_.top().at_ns <= now; now = monotonic_ns()) {
    One& one = *due_.top().one;
    due_.pop();
    if (one.publisher.state() == Publisher::State::ended) continue;
    const FeedTag tag = one.feed->take();
    one.publisher.send(tag, one.begin_ns + tag.at_ns);
    ++counts_.tags;
    due_.push({one.begin_ns + one.feed->next_at(), &one});
  }
}

void Herd::poll(int wait_ms) {
  std::array<epoll_event, 256> events;
  const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms);
  for (int i = 0; i < count; ++i) serve(*static_cast<One*>(events[static_cast<std::size_t>(i)].data.ptr));
}

void Herd::serve(One& one) {
  const std::int64_t now = monotonic_ns();
  one.publisher.on_ready(now);
  for (const std::int64_t delay : one.publisher.take_delays()) counts_.acknowledged.add(delay);
  const bool ended = one.publisher.state() == Publisher::State::ended;
  if (ended && first_failure_.empty()) first_failure_ = one.publisher.why();
  if (!one.feed && one.publisher.state() == Publisher::State::sending) {
    one.begin_ns = now;
    one.feed = make_feed_(now);
    due_.push({now, &one});
  }
  if (one.opening && (ended || one.feed)) {
    one.opening = false;
    --opening_;
  }
}

void Herd::count_from_now() {
  counts_ = {};
  for (const auto& one : all_) one->counted_from = one->publisher.handed_over();
}

HerdCounts Herd::counts() const {
  HerdCounts counts = counts_;
  for (const auto& one : all_) counts.bytes += one->publisher.handed_over() - one->counted_from;
  return counts;
}

std::size_t Herd::sending() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      all_, [](const auto& one) { return one->publisher.state() == Publisher::State::sending; }));
}

}  // namespace lyceum::bench
