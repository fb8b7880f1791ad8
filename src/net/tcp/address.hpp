// Where to listen and who called: IP addresses and ports as text people write.
#pragma once

#include "base/result/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <sys/socket.h>

namespace lyceum::net {

struct Address {
  std::string ip;  // "127.0.0.1", "::1"; no brackets
  std::uint16_t port = 0;

  // "127.0.0.1:8080", "[::1]:8080".
  std::string str() const;
  bool is_loopback() const;
  bool operator==(const Address&) const = default;
};

// "127.0.0.1:8080", "[::]:8080"; "8080", ":8080" and "*:8080" mean every IPv4 address; "localhost" is
// 127.0.0.1. Names are not resolved. Error: 400 "bad_address", whose detail is a sentence for the operator.
Result<Address> parse_address(std::string_view text);

// As somebody elsewhere may type it: where it means every address of this machine, the one by which it
// reaches others (127.0.0.1, if there is none).
Address for_visitors(Address address);

// For sockets. An IPv4 address that came through an IPv6 socket is told as IPv4.
Address address_from(const sockaddr_storage& raw);
Result<std::pair<sockaddr_storage, socklen_t>> to_sockaddr(const Address& address);

}  // namespace lyceum::net
