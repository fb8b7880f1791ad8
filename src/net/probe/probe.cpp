#include "net/probe/probe.hpp"

#include "net/probe/tls_client.hpp"
#include "net/tcp/socket.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <netdb.h>
#include <openssl/crypto.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace lyceum::net {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kAnswerMax = 256 * 1024;

// A signal, or io_uring tidying up behind us, may interrupt any call that waits.
template <class Call>
auto again(const Call& call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

Failure failed(std::string detail) {
  Error error = internal_error(std::move(detail));
  error.code = "probe_failed";
  return Failure(std::move(error));
}

// Connects within that time and blocks at most as long in every later call.
Result<Socket> connect_within(const sockaddr* address, socklen_t size, milliseconds within) {
  Socket socket(::socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket) return failed(std::strerror(errno));
  if (::connect(socket.descriptor(), address, size) != 0 && errno != EINPROGRESS)
    return failed(std::strerror(errno));
  pollfd wait{.fd = socket.descriptor(), .events = POLLOUT, .revents = 0};
  if (again([&] { return ::poll(&wait, 1, static_cast<int>(within.count())); }) <= 0)
    return failed("no answer in time");
  int error = 0;
  socklen_t length = sizeof error;
  getsockopt(socket.descriptor(), SOL_SOCKET, SO_ERROR, &error, &length);
  if (error != 0) return failed(std::strerror(error));
  fcntl(socket.descriptor(), F_SETFL, 0);
  const timeval limit{.tv_sec = within.count() / 1000, .tv_usec = within.count() % 1000 * 1000};
  setsockopt(socket.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(socket.descriptor(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  return socket;
}

Result<Socket> connect_to_host(const Url& url, milliseconds within) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int code = getaddrinfo(url.host.c_str(), std::to_string(url.port).c_str(), &hints, &found);
      code != 0)
    return failed(gai_strerror(code));
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, freeaddrinfo);
  Result<Socket> last = failed("no address");
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    last = connect_within(one->ai_addr, one->ai_addrlen, within);
    if (last) return last;
  }
  return last;
}

// RFC 6455 §4.1; the key is the example of §1.2.
constexpr std::string_view kUpgrade =
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

// HTTP/1.0, so that the answer ends with the connection; only 1.1 knows of WebSockets. Loops over `read`
// until then. `silence`: what is said when nothing came.
template <class Write, class Read>
Result<ProbeAnswer> ask(const Url& url, const Question& question, const std::string& silence,
                        const Write& write, const Read& read) {
  const bool v6 = url.host.find(':') != std::string::npos;
  const std::string host = (v6 ? "[" + url.host + "]" : url.host) + ":" + std::to_string(url.port);
  std::string head = std::string(question.method) + " " + url.path +
                     (question.websocket ? " HTTP/1.1" : " HTTP/1.0") + "\r\nHost: " + host +
                     "\r\nUser-Agent: lyceum\r\nContent-Length: 0\r\n";
  if (question.websocket) head += kUpgrade;
  if (!question.bearer.empty()) head += "Authorization: Bearer " + question.bearer + "\r\n";
  if (!write(head + "\r\n")) return failed("the connection ended");
  std::string text;
  std::array<std::uint8_t, 16 * 1024> piece;
  const auto enough = [&] {
    return text.size() >= kAnswerMax || (question.websocket && text.find("\r\n\r\n") != std::string::npos);
  };
  while (!enough()) {
    const std::size_t count = read(piece);
    if (count == 0) break;
    text += as_text(ByteView(piece).first(count));
  }
  ProbeAnswer answer;
  const auto head_end = text.find("\r\n\r\n");
  if (!text.starts_with("HTTP/1.") || text.size() < 12 || head_end == std::string::npos)
    return failed(text.empty() ? silence : "it does not speak HTTP");
  std::from_chars(text.data() + 9, text.data() + 12, answer.status);
  answer.body = text.substr(head_end + 4);
  return answer;
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
  Url url;
  const auto bad = [&] {
    return Failure(
        malformed("bad_url", "\"" + std::string(text) + "\" is not like https://class.example.org"));
  };
  std::string_view rest = text;
  if (rest.starts_with("https://"))
    url.tls = true;
  else if (!rest.starts_with("http://"))
    return bad();
  rest.remove_prefix(url.tls ? 8 : 7);
  const auto slash = rest.find('/');
  if (slash != std::string_view::npos) url.path = rest.substr(slash);
  rest = rest.substr(0, slash);
  url.port = url.tls ? 443 : 80;
  const auto colon = rest.rfind(':');
  if (colon != std::string_view::npos && rest.find(']', colon) == std::string_view::npos) {
    const auto port = rest.substr(colon + 1);
    const auto [end, wrong] = std::from_chars(port.data(), port.data() + port.size(), url.port);
    if (wrong != std::errc() || end != port.data() + port.size() || url.port == 0) return bad();
    rest = rest.substr(0, colon);
  }
  if (rest.size() > 2 && rest.front() == '[' && rest.back() == ']') rest = rest.substr(1, rest.size() - 2);
  if (rest.empty() || rest.find_first_of(" @?#\r\n") != std::string_view::npos ||
      url.path.find_first_of(" \r\n#") != std::string::npos)
    return bad();
  url.host = rest;
  return url;
}

Result<ProbeAnswer> probe_http(const Url& url, milliseconds within, Certificate certificate,
                               const Question& question) {
  LYCEUM_TRY(const Socket socket, connect_to_host(url, within));
  std::string silence = "it said nothing";
  if (!url.tls)
    return ask(
        url, question, silence,
        [&](const std::string& text) {
          return ::send(socket.descriptor(), text.data(), text.size(), MSG_NOSIGNAL) ==
                 static_cast<ssize_t>(text.size());
        },
        [&](std::span<std::uint8_t> into) {
          const ssize_t count =
              again([&] { return ::recv(socket.descriptor(), into.data(), into.size(), 0); });
          if (count < 0) silence = errno == EAGAIN ? "no answer in time" : std::strerror(errno);
          return count > 0 ? static_cast<std::size_t>(count) : std::size_t{0};
        });
  LYCEUM_TRY(auto tls,
             TlsClient::connect(socket.descriptor(), url.host, certificate == Certificate::verified));
  LYCEUM_TRY(auto answer,
             ask(
                 url, question, silence, [&](const std::string& text) { return tls.write(text); },
                 [&](std::span<std::uint8_t> into) { return tls.read(into); }));
  answer.certificate_until = tls.certificate_until();
  return answer;
}

Result<bool> offers_http2(const Url& url, milliseconds within) {
  LYCEUM_TRY(const Socket socket, connect_to_host(url, within));
  LYCEUM_TRY(const auto tls, TlsClient::connect(socket.descriptor(), url.host, false, "h2"));
  return tls.protocol() == "h2";
}

Result<ProbeAnswer> probe_here(Address address, const std::string& path, milliseconds within,
                               const Question& question) {
  if (address.ip == "0.0.0.0") address.ip = "127.0.0.1";
  if (address.ip == "::") address.ip = "::1";
  Url url{.tls = false, .host = address.ip, .port = address.port, .path = path};
  auto plain = probe_http(url, within, Certificate::any, question);
  if (plain) return plain;
  url.tls = true;
  auto over_tls = probe_http(url, within, Certificate::any, question);
  return over_tls ? over_tls : plain;
}

bool speaks_rtmp(const Address& address, milliseconds within) {
  const auto where = to_sockaddr(address);
  if (!where) return false;
  const auto socket = connect_within(reinterpret_cast<const sockaddr*>(&where->first), where->second, within);
  if (!socket) return false;
  Bytes hello(1537);
  hello[0] = 3;
  if (::send(socket->descriptor(), hello.data(), hello.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(hello.size()))
    return false;
  std::uint8_t version = 0;
  return again([&] { return ::recv(socket->descriptor(), &version, 1, 0); }) == 1 && version == 3;
}

std::string tls_library() { return std::string("OpenSSL ") + OpenSSL_version(OPENSSL_VERSION_STRING); }

}  // namespace lyceum::net
