#include "bench/hls/http_line.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <errno.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

bool try_again() { return errno == EAGAIN || errno == EINTR; }

// The value of Content-Length, or nothing.
std::size_t content_length(std::string_view head) {
  constexpr std::string_view name = "\r\nContent-Length: ";
  for (std::size_t i = 0; i + name.size() < head.size(); ++i) {
    if (::strncasecmp(head.data() + i, name.data(), name.size()) != 0) continue;
    std::size_t length = 0;
    std::from_chars(head.data() + i + name.size(), head.data() + head.size(), length);
    return length;
  }
  return 0;
}

}  // namespace

HttpLine::~HttpLine() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool HttpLine::connect(const Target& target) {
  host_ = target.host;
  descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor_ < 0) return false;
  const int on = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr address{};
  std::memcpy(&address, &target.address, sizeof target.address);
  return ::connect(descriptor_, &address, sizeof target.address) == 0 || errno == EINPROGRESS;
}

void HttpLine::ask(std::string path, bool keeps) {
  request_ = "GET " + std::move(path) + " HTTP/1.1\r\nHost: " + host_ + "\r\n\r\n";
  keeps_ = keeps;
  in_body_ = false;
  head_.clear();
  body_.clear();
  // A small request; what is not taken now goes when the socket is writable.
  if (::send(descriptor_, request_.data(), request_.size(), MSG_NOSIGNAL) > 0) request_.clear();
}

HttpLine::Got HttpLine::on_ready(std::span<std::uint8_t> scratch) {
  if (!request_.empty()) {
    if (::send(descriptor_, request_.data(), request_.size(), MSG_NOSIGNAL) > 0)
      request_.clear();
    else
      return try_again() ? Got::more : Got::failed;
  }
  if (!in_body_)
    if (const Got got = read_head(); got != Got::answer) return got;
  return read_body(scratch);
}

// Looks first and takes only the head, so that the body can be thrown away unread.
HttpLine::Got HttpLine::read_head() {
  char peeked[1024];
  const ssize_t count = ::recv(descriptor_, peeked, sizeof peeked, MSG_PEEK);
  if (count < 0 && try_again()) return Got::more;
  if (count <= 0) return Got::failed;
  const std::string_view seen(peeked, static_cast<std::size_t>(count));
  const auto end = seen.find("\r\n\r\n");
  if (end == std::string_view::npos)
    return count < static_cast<ssize_t>(sizeof peeked) ? Got::more : Got::failed;
  head_ = seen.substr(0, end + 2);
  ::recv(descriptor_, peeked, end + 4, 0);
  bytes_ += end + 4;
  status_ = head_.size() > 12 ? (head_[9] - '0') * 100 + (head_[10] - '0') * 10 + (head_[11] - '0') : 0;
  body_left_ = content_length(head_);
  in_body_ = true;
  return Got::answer;
}

HttpLine::Got HttpLine::read_body(std::span<std::uint8_t> scratch) {
  while (body_left_ > 0) {
    const ssize_t count = keeps_
                              ? ::recv(descriptor_, scratch.data(), std::min(scratch.size(), body_left_), 0)
                              : ::recv(descriptor_, nullptr, body_left_, MSG_TRUNC);
    if (count < 0 && try_again()) return Got::more;
    if (count <= 0) return Got::failed;
    if (keeps_) body_.append(as_text(scratch.first(static_cast<std::size_t>(count))));
    body_left_ -= static_cast<std::size_t>(count);
    bytes_ += static_cast<std::uint64_t>(count);
  }
  in_body_ = false;
  return Got::answer;
}

}  // namespace lyceum::bench
