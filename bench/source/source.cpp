#include "bench/source/source.hpp"

#include "base/secret/random.hpp"
#include "bench/measure/clock.hpp"
#include "bench/source/where.hpp"
#include "wire/rtmp/digest.hpp"

#include <array>
#include <cstring>

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::bench {

// The blocking socket and the session on it.
class Source::Line final : rtmp::PublisherEvents {
 public:
  Line(rtmp::PublishTarget target, int descriptor)
      : session_(std::move(target), random_bytes(rtmp::handshake_block)), descriptor_(descriptor) {}
  ~Line() { ::close(descriptor_); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  Result<void> open() {
    session_.start(*this);
    while (!session_.ready()) LYCEUM_CHECK(hear(0));
    return {};
  }
  void send(const FeedTag& tag) {
    session_.send_media(tag.type, static_cast<std::uint32_t>(tag.at_ns / 1'000'000), tag.body.view(), *this);
  }
  // What the server has to say; without waiting, `flags` is MSG_DONTWAIT.
  Result<void> hear(int flags) {
    std::array<std::uint8_t, 4096> part;
    const ssize_t count = ::recv(descriptor_, part.data(), part.size(), flags);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (count <= 0 || broken_) return Failure(internal_error("the server closed the publishing connection"));
    return session_.on_bytes(ByteView(part).first(static_cast<std::size_t>(count)), *this);
  }
  bool broken() const { return broken_; }

 private:
  void send(Bytes bytes) override {
    for (ByteView left(bytes); !left.empty() && !broken_;) {
      const ssize_t count = ::send(descriptor_, left.data(), left.size(), MSG_NOSIGNAL);
      broken_ = count <= 0;
      if (!broken_) left = left.subspan(static_cast<std::size_t>(count));
    }
  }
  void on_ready() override {}

  rtmp::PublisherSession session_;
  int descriptor_;
  bool broken_ = false;
};

Result<std::unique_ptr<Source>> Source::start(const SourceLoad& load) {
  LYCEUM_TRY(auto where, where_to_publish(load.url));
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr address{};
  std::memcpy(&address, &where.address, sizeof where.address);
  if (::connect(descriptor, &address, sizeof where.address) != 0) {
    ::close(descriptor);
    return Failure(internal_error("cannot connect to " + load.url));
  }
  auto line = std::make_unique<Line>(std::move(where.target), descriptor);
  LYCEUM_CHECK(line->open());
  return std::unique_ptr<Source>(new Source(std::move(line), load));
}

Source::Source(std::unique_ptr<Line> line, const SourceLoad& load)
    : line_(std::move(line)), thread_([this, load](const std::stop_token& stop) { run(stop, load); }) {}

Source::~Source() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Source::run(const std::stop_token& stop, const SourceLoad& load) {
  const std::int64_t begin = monotonic_ns();
  NumbersFeed feed(load.numbers, begin);
  while (!stop.stop_requested() && !line_->broken()) {
    if (const std::int64_t wait = begin + feed.next_at() - monotonic_ns(); wait > 0)
      ::usleep(static_cast<useconds_t>(wait / 1000));
    line_->send(feed.take());
    if (!line_->hear(MSG_DONTWAIT)) break;
  }
  failed_ = !stop.stop_requested();
}

}  // namespace lyceum::bench
