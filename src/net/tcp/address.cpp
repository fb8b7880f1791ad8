#include "net/tcp/address.hpp"

#include <charconv>
#include <cstring>
#include <memory>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>

namespace lyceum::net {
namespace {

Failure bad_address(std::string_view text) {
  return Failure(
      malformed("bad_address", "\"" + std::string(text) + "\" is not ADDRESS:PORT, e.g. 127.0.0.1:8080"));
}

// sockaddr_storage is made to be looked at as the family it holds; memcpy does it without a cast over a
// buffer.
template <class T>
T as_family(const sockaddr_storage& raw) {
  T out{};
  std::memcpy(&out, &raw, sizeof out);
  return out;
}

template <class T>
std::pair<sockaddr_storage, socklen_t> storage_of(const T& address) {
  sockaddr_storage raw{};
  std::memcpy(&raw, &address, sizeof address);
  return {raw, static_cast<socklen_t>(sizeof address)};
}

}  // namespace

std::string Address::str() const {
  const bool v6 = ip.find(':') != std::string::npos;
  return (v6 ? "[" + ip + "]" : ip) + ":" + std::to_string(port);
}

bool Address::is_loopback() const { return ip.starts_with("127.") || ip == "::1"; }

// The route tells: connecting a UDP socket sends nothing, and needs no right that a service may lack. The
// address is of those for documents (RFC 5737), somewhere beyond every gateway.
Address for_visitors(Address address) {
  if (address.ip != "0.0.0.0" && address.ip != "::") return address;
  address.ip = "127.0.0.1";
  const auto outside = to_sockaddr({.ip = "192.0.2.1", .port = 9});
  const int probe = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_storage own{};
  socklen_t size = sizeof own;
  if (probe >= 0 && outside &&
      ::connect(probe, reinterpret_cast<const sockaddr*>(&outside->first), outside->second) == 0 &&
      ::getsockname(probe, reinterpret_cast<sockaddr*>(&own), &size) == 0)
    address.ip = address_from(own).ip;
  if (probe >= 0) ::close(probe);
  return address;
}

Result<Address> parse_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  std::string_view host = colon == std::string_view::npos ? "" : text.substr(0, colon);
  const std::string_view port = colon == std::string_view::npos ? text : text.substr(colon + 1);
  Address address;
  const auto [end, failed] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (failed != std::errc() || end != port.data() + port.size()) return bad_address(text);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return bad_address(text);
  }
  address.ip = host.empty() || host == "*" ? "0.0.0.0"
               : host == "localhost"       ? "127.0.0.1"
                                           : std::string(host);
  if (!to_sockaddr(address)) return bad_address(text);
  return address;
}

Address address_from(const sockaddr_storage& raw) {
  char text[INET6_ADDRSTRLEN] = "";
  if (raw.ss_family == AF_INET) {
    const auto v4 = as_family<sockaddr_in>(raw);
    inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
    return {text, ntohs(v4.sin_port)};
  }
  const auto v6 = as_family<sockaddr_in6>(raw);
  if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {
    inet_ntop(AF_INET, v6.sin6_addr.s6_addr + 12, text, sizeof text);
  } else {
    inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
  }
  return {text, ntohs(v6.sin6_port)};
}

Result<std::pair<sockaddr_storage, socklen_t>> to_sockaddr(const Address& address) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(address.port);
  if (inet_pton(AF_INET, address.ip.c_str(), &v4.sin_addr) == 1) return storage_of(v4);
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(address.port);
  if (inet_pton(AF_INET6, address.ip.c_str(), &v6.sin6_addr) == 1) return storage_of(v6);
  return bad_address(address.str());
}

}  // namespace lyceum::net
