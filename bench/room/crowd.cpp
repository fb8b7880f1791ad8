#include "bench/room/crowd.hpp"

#include "bench/measure/clock.hpp"
#include "bench/measure/stamp.hpp"

#include <charconv>

#include <sys/epoll.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

constexpr std::size_t connecting_max = 256;
constexpr std::int64_t second = 1'000'000'000;

// The number behind `name` (with its colon), if it is there.
std::optional<std::uint64_t> number_after(std::string_view text, std::string_view name) {
  const auto at = text.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + name.size());
  std::uint64_t number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc()) return std::nullopt;
  return number;
}

}  // namespace

Crowd::Crowd(Target target, Senders senders, std::vector<std::string> viewer_tokens)
    : target_(std::move(target)),
      senders_(std::move(senders)),
      tokens_(std::move(viewer_tokens)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      scratch_(256 * 1024) {}

Crowd::~Crowd() { ::close(epoll_); }

bool Crowd::open_one() {
  const std::size_t index = viewers_.size();
  const bool sends = index < senders_.count || tokens_.empty();
  Viewer& viewer = *viewers_.emplace_back(std::make_unique<Viewer>());
  if (!viewer.connect(target_,
                      upgrade_request(target_, sends ? senders_.token : tokens_[index % tokens_.size()])))
    return false;
  epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.ptr = &viewer}};
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, viewer.descriptor(), &event);
  ++pending_;
  return true;
}

std::optional<std::string> Crowd::grow(std::size_t total) {
  const std::int64_t give_up = monotonic_ns() + 120 * second;
  while (open_ < total) {
    while (viewers_.size() < total && pending_ < connecting_max)
      if (!open_one()) return "out of descriptors or ports at socket " + std::to_string(viewers_.size());
    poll(100);
    if (!first_failure_.empty()) return "a socket failed: " + first_failure_;
    if (monotonic_ns() > give_up)
      return "only " + std::to_string(open_) + " sockets are open after two minutes";
  }
  return std::nullopt;
}

void Crowd::poll(int wait_ms) {
  std::array<epoll_event, 512> events;
  const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms);
  for (int i = 0; i < count; ++i) {
    auto& viewer = *static_cast<Viewer*>(events[static_cast<std::size_t>(i)].data.ptr);
    if (viewer.state() != Viewer::State::closed) viewer.on_ready(*this, scratch_);
  }
}

void Crowd::run(double seconds, const Pace& pace) {
  const std::int64_t end = monotonic_ns() + static_cast<std::int64_t>(seconds * second);
  if (pace.rate > 0) beat_.begin(monotonic_ns());
  for (;;) {
    if (pace.rate > 0) send_what_is_due(pace);
    const std::int64_t now = monotonic_ns();
    if (now >= end) return;
    const std::int64_t next = pace.rate > 0 ? std::min(end, beat_.next()) : end;
    poll(static_cast<int>(std::clamp<std::int64_t>((next - now) / 1'000'000, 0, 100)));
  }
}

void Crowd::send_what_is_due(const Pace& pace) {
  for (const std::int64_t now = monotonic_ns(); beat_.next() <= now;) {
    const std::size_t sender = static_cast<std::size_t>(last_id_) % senders_.count;
    std::string command = R"({"id":)" + std::to_string(++last_id_) + R"(,"do":"comment","text":")";
    command += stamped_text(beat_.next(), pace.size) + "\"}";
    viewers_[sender]->send_text(command);
    window_.sent += beat_.next() >= window_.from && beat_.next() < window_.to;
    beat_.advance(pace.rate);
  }
}

void Crowd::count_from_now(double seconds) {
  window_ = {};
  window_.from = monotonic_ns();
  window_.to = window_.from + static_cast<std::int64_t>(seconds * second);
}

void Crowd::on_hello(Viewer&) {
  --pending_;
  ++open_;
}

void Crowd::on_text(Viewer& viewer, std::string_view text) {
  if (text.starts_with(R"({"hello":)")) {
    viewer.upto = number_after(text, R"("offset":)").value_or(0);
    return;
  }
  if (text.starts_with(R"({"re":)")) {
    refused_ += text.find(R"("err":)") != std::string_view::npos;
    return;
  }
  const auto after = number_after(text.substr(0, 32), R"("after":)");
  const auto upto = number_after(text.substr(0, 64), R"("upto":)");
  if (!after || !upto) return;
  ++frames_;
  gaps_ += *after != viewer.upto;
  viewer.upto = *upto;
  const std::int64_t now = monotonic_ns();
  int comments = 0;
  find_stamps(text, [&](std::int64_t due) {
    ++comments;
    if (due < window_.from || due >= window_.to) return;
    ++window_.deliveries;
    window_.latencies.add(now - due);
  });
  if (comments == 1 && sample_.empty()) sample_ = text;
}

void Crowd::on_closed(Viewer& viewer) {
  if (first_failure_.empty()) first_failure_ = viewer.why.empty() ? "closed" : viewer.why;
  --(viewer.upto == 0 && pending_ > 0 ? pending_ : open_);
}

}  // namespace lyceum::bench
