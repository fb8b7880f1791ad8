#include "bench/flv/audience.hpp"

#include "bench/measure/clock.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

constexpr std::size_t opening_max = 64;
constexpr std::size_t discard_max = 4 << 20;  // thrown away by the kernel in one call
constexpr std::int64_t second = 1'000'000'000;

}  // namespace

struct Audience::Player {
  ~Player() {
    if (descriptor >= 0) ::close(descriptor);
  }
  int descriptor = -1;
  bool looks = false;
  bool asked = false;    // the request is sent
  bool begun = false;    // the HTTP head is complete
  bool counted = false;  // some of the stream has come
  std::string head;
  std::uint64_t bytes = 0;  // since count_from_now()
  TagScanner scanner;
};

Audience::Audience(Target target)
    : target_(std::move(target)), epoll_(::epoll_create1(EPOLL_CLOEXEC)), scratch_(256 * 1024) {}

Audience::~Audience() { ::close(epoll_); }

bool Audience::open_one() {
  Player& player = *players_.emplace_back(std::make_unique<Player>());
  player.looks = players_.size() <= lookers_max;
  player.descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (player.descriptor < 0) return false;
  sockaddr address{};
  std::memcpy(&address, &target_.address, sizeof target_.address);
  if (::connect(player.descriptor, &address, sizeof target_.address) != 0 && errno != EINPROGRESS)
    return false;
  epoll_event event{.events = EPOLLIN | EPOLLOUT, .data = {.ptr = &player}};
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, player.descriptor, &event);
  ++waiting_;
  return true;
}

std::optional<std::string> Audience::grow(std::size_t total) {
  const std::int64_t give_up = monotonic_ns() + 120 * second;
  while (players_.size() < total || waiting_ > 0) {
    while (players_.size() < total && waiting_ < opening_max)
      if (!open_one()) return "out of descriptors or ports at player " + std::to_string(players_.size());
    poll(100);
    if (!first_failure_.empty()) return "a player failed: " + first_failure_;
    if (monotonic_ns() > give_up) return std::to_string(waiting_) + " players got nothing within two minutes";
  }
  return std::nullopt;
}

void Audience::run(double seconds) {
  const std::int64_t end = monotonic_ns() + static_cast<std::int64_t>(seconds * second);
  for (std::int64_t now = monotonic_ns(); now < end; now = monotonic_ns())
    poll(static_cast<int>(std::clamp<std::int64_t>((end - now) / 1'000'000, 0, 100)));
}

void Audience::poll(int wait_ms) {
  std::array<epoll_event, 512> events;
  const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms);
  for (int i = 0; i < count; ++i) serve(*static_cast<Player*>(events[static_cast<std::size_t>(i)].data.ptr));
}

void Audience::serve(Player& player) {
  if (player.descriptor < 0) return;
  if (!player.asked) {
    const std::string request = "GET " + target_.path + " HTTP/1.1\r\nHost: " + target_.host + "\r\n\r\n";
    if (::send(player.descriptor, request.data(), request.size(), MSG_NOSIGNAL) < 0)
      return end(player, std::strerror(errno));
    player.asked = true;
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &player}};
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, player.descriptor, &event);
    return;
  }
  if (!player.begun) return take_head(player);
  const ssize_t count = player.looks ? ::recv(player.descriptor, scratch_.data(), scratch_.size(), 0)
                                     : ::recv(player.descriptor, nullptr, discard_max, MSG_TRUNC);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count <= 0) return end(player, count == 0 ? "the server closed" : std::strerror(errno));
  player.bytes += static_cast<std::uint64_t>(count);
  watched_.bytes += static_cast<std::uint64_t>(count);
  waiting_ -= !std::exchange(player.counted, true);
  if (player.looks) look(player, {scratch_.data(), static_cast<std::size_t>(count)});
}

// Byte by byte, so that nothing of the stream is taken with it.
void Audience::take_head(Player& player) {
  char byte = 0;
  while (!player.head.ends_with("\r\n\r\n")) {
    const ssize_t count = ::recv(player.descriptor, &byte, 1, 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) return end(player, "the server closed before its answer");
    player.head += byte;
  }
  if (player.head.find(" 200 ") == std::string::npos)
    return end(player, player.head.substr(0, player.head.find('\r')));
  player.begun = true;
  player.head = {};
}

void Audience::look(Player& player, ByteView bytes) {
  if (!player.scanner.put(bytes, [this](const SeenTag& tag) { note(tag); })) end(player, "no FLV");
}

// When a tag without a stamp was due: as early, by its own time, as the earliest that came.
std::int64_t Audience::due_by_the_first(const SeenTag& tag, std::int64_t now) {
  const std::int64_t offset = now - std::int64_t{tag.timestamp_ms} * 1'000'000;
  earliest_ = std::min(earliest_.value_or(offset), offset);
  return now - (offset - *earliest_);
}

void Audience::note(const SeenTag& tag) {
  if (!tag.video) return;
  const std::int64_t now = monotonic_ns();
  stamped_ = stamped_ || tag.due_ns.has_value();
  const std::int64_t due = tag.due_ns ? *tag.due_ns : due_by_the_first(tag, now);
  if (due < watched_.from || due >= watched_.to) return;
  ++watched_.pictures;
  watched_.latencies.add(now - due);
}

void Audience::count_from_now(double seconds) {
  watched_ = {};
  watched_.from = monotonic_ns();
  watched_.to = watched_.from + static_cast<std::int64_t>(seconds * second);
  for (const auto& player : players_) player->bytes = 0;
}

std::uint64_t Audience::most_bytes() const {
  std::uint64_t most = 0;
  for (const auto& player : players_) most = std::max(most, player->bytes);
  return most;
}

std::size_t Audience::playing() const {
  const std::uint64_t half = most_bytes() / 2;
  return static_cast<std::size_t>(std::ranges::count_if(
      players_, [&](const auto& player) { return player->descriptor >= 0 && player->bytes > half; }));
}

void Audience::end(Player& player, std::string why) {
  if (player.descriptor < 0) return;
  if (first_failure_.empty()) first_failure_ = std::move(why);
  waiting_ -= !std::exchange(player.counted, true);
  ::close(std::exchange(player.descriptor, -1));
}

}  // namespace lyceum::bench
