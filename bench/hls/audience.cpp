#include "bench/hls/audience.hpp"

#include "bench/measure/clock.hpp"
#include "bench/measure/stamp.hpp"

#include <algorithm>
#include <array>

#include <sys/epoll.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

constexpr std::size_t opening_max = 128;
constexpr std::int64_t second = 1'000'000'000;

}  // namespace

struct HlsAudience::Follower {
  HttpLine line;
  std::string playlist, folder;  // paths
  std::string last_part;         // its URI
  std::vector<std::string> due;  // parts to load, the next one last
  PlaylistEnd end;
  std::uint64_t parts = 0;  // since count_from_now()
  bool looks = false;
  bool loads_part = false;  // else a playlist
  bool begun = false;       // it has a part
};

HlsAudience::HlsAudience(Target target, std::vector<std::string> renditions)
    : target_(std::move(target)),
      renditions_(std::move(renditions)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      scratch_(256 * 1024) {}

HlsAudience::~HlsAudience() { ::close(epoll_); }

bool HlsAudience::open_one() {
  for (std::size_t i = 0; i < renditions_.size(); ++i) {
    Follower& follower = *followers_.emplace_back(std::make_unique<Follower>());
    follower.playlist = renditions_[i];
    follower.folder = follower.playlist.substr(0, follower.playlist.rfind('/') + 1);
    follower.looks = i == 0 && followers_.size() <= lookers_max * renditions_.size();
    if (!follower.line.connect(target_)) return false;
    follower.line.ask(follower.playlist, true);
    epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.ptr = &follower}};
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, follower.line.descriptor(), &event);
    ++waiting_;
  }
  return true;
}

std::optional<std::string> HlsAudience::grow(std::size_t total) {
  const std::int64_t give_up = monotonic_ns() + 120 * second;
  const std::size_t wanted = total * renditions_.size();
  while (followers_.size() < wanted || waiting_ > 0) {
    while (followers_.size() < wanted && waiting_ < opening_max)
      if (!open_one())
        return "out of descriptors or ports at connection " + std::to_string(followers_.size());
    poll(100);
    if (!first_failure_.empty()) return "a player failed: " + first_failure_;
    if (monotonic_ns() > give_up)
      return std::to_string(waiting_) + " connections got nothing within two minutes";
  }
  return std::nullopt;
}

void HlsAudience::run(double seconds) {
  const std::int64_t end = monotonic_ns() + static_cast<std::int64_t>(seconds * second);
  for (std::int64_t now = monotonic_ns(); now < end; now = monotonic_ns())
    poll(static_cast<int>(std::clamp<std::int64_t>((end - now) / 1'000'000, 0, 100)));
}

void HlsAudience::poll(int wait_ms) {
  std::array<epoll_event, 512> events;
  const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms);
  for (int i = 0; i < count; ++i) {
    Follower& follower = *static_cast<Follower*>(events[static_cast<std::size_t>(i)].data.ptr);
    const std::uint64_t before = follower.line.bytes();
    const HttpLine::Got got = follower.line.on_ready(scratch_);
    watched_.bytes += follower.line.bytes() - before;
    if (got == HttpLine::Got::answer) answered(follower);
    if (got == HttpLine::Got::failed && first_failure_.empty()) first_failure_ = "the server closed";
  }
}

void HlsAudience::answered(Follower& follower) {
  ++watched_.answers;
  if (follower.line.status() != 200 && first_failure_.empty())
    first_failure_ = "status " + std::to_string(follower.line.status());
  if (follower.loads_part) {
    waiting_ -= !std::exchange(follower.begun, true);
    ++follower.parts;
    ++watched_.parts;
    if (follower.looks) look(follower.line.body());
  } else {
    follower.end = read_end(follower.line.body(), follower.last_part);
    follower.due.assign(follower.end.parts.rbegin(), follower.end.parts.rend());
  }
  next(follower);
}

void HlsAudience::next(Follower& follower) {
  follower.loads_part = !follower.due.empty();
  if (follower.loads_part) {
    follower.last_part = std::move(follower.due.back());
    follower.due.pop_back();
    return follower.line.ask(follower.folder + follower.last_part, follower.looks);
  }
  follower.line.ask(follower.playlist + "?_HLS_msn=" + std::to_string(follower.end.next_msn) +
                        "&_HLS_part=" + std::to_string(follower.end.next_part),
                    true);
}

void HlsAudience::look(const std::string& part) {
  const std::int64_t now = monotonic_ns();
  find_stamps(part, [&](std::int64_t due) {
    if (due >= watched_.from && due < watched_.to) watched_.latencies.add(now - due);
  });
}

void HlsAudience::count_from_now(double seconds) {
  watched_ = {};
  watched_.from = monotonic_ns();
  watched_.to = watched_.from + static_cast<std::int64_t>(seconds * second);
  for (const auto& follower : followers_) follower->parts = 0;
}

std::uint64_t HlsAudience::most_parts() const {
  std::uint64_t most = 0;
  for (const auto& follower : followers_) most = std::max(most, follower->parts);
  return most;
}

std::size_t HlsAudience::playing() const {
  const std::uint64_t half = most_parts() / 2;
  std::size_t count = 0;
  for (std::size_t i = 0; i + renditions_.size() <= followers_.size(); i += renditions_.size())
    count += std::all_of(followers_.begin() + static_cast<std::ptrdiff_t>(i),
                         followers_.begin() + static_cast<std::ptrdiff_t>(i + renditions_.size()),
                         [&](const auto& follower) { return follower->parts > half; });
  return count;
}

}  // namespace lyceum::bench
