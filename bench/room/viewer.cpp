#include "bench/room/viewer.hpp"

#include "wire/ws/writer.hpp"

#include <cstring>

#include <errno.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::bench {

namespace {

// An address has 28,000 ports for us, and the kernel searches long for one when most are taken: on loopback,
// where every address of 127.0.0.0/8 is ours, each few thousand viewers get another one.
void take_address(int descriptor, const Target& target, std::size_t number) {
  constexpr std::size_t viewers_an_address = 4000;
  if (ntohl(target.address.sin_addr.s_addr) >> 24 != 127) return;
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  sockaddr_in own{};
  own.sin_family = AF_INET;
  own.sin_addr.s_addr = htonl((127U << 24) + 2 + static_cast<std::uint32_t>(number / viewers_an_address));
  sockaddr address{};
  std::memcpy(&address, &own, sizeof own);
  ::bind(descriptor, &address, sizeof own);
}

}  // namespace

std::string upgrade_request(const Target& target, std::string_view subprotocol, const std::string& token,
                            const std::string& query) {
  std::string path = target.path;
  if (!query.empty()) path += (path.find('?') == std::string::npos ? "?" : "&") + query;
  // Any 16 bytes do as a key: nothing here depends on the answer's being ours alone.
  std::string request = "GET " + path + " HTTP/1.1\r\nHost: " + target.host +
                        "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Key: bHljZXVtLWJlbmNoLWtleQ==\r\n";
  if (!subprotocol.empty()) request += "Sec-WebSocket-Protocol: " + std::string(subprotocol) + "\r\n";
  if (!token.empty()) request += "Authorization: Bearer " + token + "\r\n";
  return request + "\r\n";
}

Viewer::~Viewer() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Viewer::connect(const Target& target, std::string request) {
  descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor_ < 0) return false;
  const int on = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  take_address(descriptor_, target, number);
  request_ = std::move(request);
  response_ = {};
  reader_ = fresh_reader();
  why = {};
  state_ = State::connecting;
  sockaddr address{};
  std::memcpy(&address, &target.address, sizeof target.address);
  return ::connect(descriptor_, &address, sizeof target.address) == 0 || errno == EINPROGRESS;
}

void Viewer::on_ready(Watcher& watcher, std::span<std::uint8_t> scratch) {
  if (state_ == State::connecting) {
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return fail(watcher, std::strerror(error));
    state_ = State::shaking_hands;
    send(as_bytes(request_));
    request_ = {};
  }
  for (;;) {
    const auto count = ::recv(descriptor_, scratch.data(), scratch.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) return fail(watcher, count == 0 ? "the server closed" : std::strerror(errno));
    take(watcher, {scratch.data(), static_cast<std::size_t>(count)});
    if (state_ == State::closed || static_cast<std::size_t>(count) < scratch.size()) return;
  }
}

void Viewer::take(Watcher& watcher, ByteView input) {
  if (state_ == State::shaking_hands && !take_handshake(watcher, input)) return;
  while (state_ != State::closed && !input.empty()) {
    auto message = reader_.next(input);
    if (!message) return fail(watcher, std::string(message.error().reason));
    if (*message) take_message(watcher, **message);
  }
}

bool Viewer::take_handshake(Watcher& watcher, ByteView& input) {
  response_ += as_text(input);
  const auto end = response_.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  if (!response_.starts_with("HTTP/1.1 101")) {
    fail(watcher, response_.substr(0, response_.find('\r')));
    return false;
  }
  input = input.last(response_.size() - end - 4);
  response_ = {};
  state_ = State::joining;
  watcher.on_shaken(*this);
  return true;
}

void Viewer::take_message(Watcher& watcher, const ws::Message& message) {
  if (message.opcode == ws::Opcode::ping)
    return send(ws::masked_frame(ws::Opcode::pong, message.payload, {7, 5, 3, 1}));
  if (message.opcode == ws::Opcode::close) {
    const auto reason = ws::read_close(message.payload);
    return fail(watcher, "closed with " + std::to_string(reason ? reason->code : 0));
  }
  if (message.opcode != ws::Opcode::text) return;
  watcher.on_text(*this, as_text(message.payload));
}

void Viewer::send_text(std::string_view text) {
  send(ws::masked_frame(ws::Opcode::text, as_bytes(text), {7, 5, 3, 1}));
}

void Viewer::send(ByteView bytes) {
  // What a viewer says is small; a server that does not take it for so long is as good as gone.
  for (int tries = 0; !bytes.empty() && tries < 1000; ++tries) {
    const auto count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count > 0)
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    else if (errno == EAGAIN)
      ::usleep(1000);
    else
      return;
  }
}

void Viewer::fail(Watcher& watcher, std::string reason) {
  if (state_ == State::closed) return;
  why = std::move(reason);
  close(watcher);
}

void Viewer::close(Watcher& watcher) {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  was_in_ = state_ == State::open;
  state_ = State::closed;
  watcher.on_closed(*this);
}

}  // namespace lyceum::bench
