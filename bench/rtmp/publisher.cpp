#include "bench/rtmp/publisher.hpp"

#include "base/secret/random.hpp"
#include "wire/rtmp/digest.hpp"

#include <array>
#include <cstring>

#include <errno.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::bench {

Publisher::Publisher(Where where)
    : where_(std::move(where)), session_(where_.target, random_bytes(rtmp::handshake_block)) {}

Publisher::~Publisher() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Publisher::connect() {
  descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor_ < 0) return false;
  const int on = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr address{};
  std::memcpy(&address, &where_.address, sizeof where_.address);
  return ::connect(descriptor_, &address, sizeof where_.address) == 0 || errno == EINPROGRESS;
}

void Publisher::on_ready(std::int64_t now_ns) {
  if (state_ == State::ended) return;
  if (state_ == State::connecting) {
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return end(std::strerror(error));
    state_ = State::shaking_hands;
    session_.start(*this);
  }
  read(now_ns);
  flush();
}

void Publisher::read(std::int64_t now_ns) {
  now_ns_ = now_ns;
  std::array<std::uint8_t, 16'384> part;
  while (state_ != State::ended) {
    const ssize_t count = ::recv(descriptor_, part.data(), part.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) return end(count == 0 ? "the server closed" : std::strerror(errno));
    const auto taken = session_.on_bytes(ByteView(part).first(static_cast<std::size_t>(count)), *this);
    if (!taken) return end(std::string(taken.error().code) + " " + taken.error().detail);
  }
}

void Publisher::on_acknowledged(std::uint32_t bytes) {
  if (const auto due = unanswered_.arrived(bytes)) delays_.push_back(now_ns_ - *due);
}

void Publisher::send(const FeedTag& tag, std::int64_t due_ns) {
  session_.send_media(tag.type, static_cast<std::uint32_t>(tag.at_ns / 1'000'000), tag.body.view(), *this);
  unanswered_.sent(total_, due_ns);
}

void Publisher::send(Bytes bytes) {
  total_ += bytes.size();
  queue_.insert(queue_.end(), bytes.begin(), bytes.end());
  flush();
  if (queue_.size() > queue_max) end("the server takes no more");
}

void Publisher::flush() {
  while (!queue_.empty() && state_ != State::ended) {
    const ssize_t count = ::send(descriptor_, queue_.data(), queue_.size(), MSG_NOSIGNAL);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) return end(std::strerror(errno));
    queue_.erase(queue_.begin(), queue_.begin() + count);
  }
}

void Publisher::end(std::string why) {
  if (state_ == State::ended) return;
  state_ = State::ended;
  why_ = std::move(why);
  ::close(std::exchange(descriptor_, -1));
}

}  // namespace lyceum::bench
