// How often a secret may be guessed. Pure: time is passed in; not thread-safe, its owner locks.
#pragma once

#include "base/time/clock.hpp"

#include <chrono>
#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace lyceum::people {

struct ThrottleRule {
  int free = 10;                       // failures without a wait
  std::chrono::seconds first_wait{1};  // after one failure more; doubles with each further one
  std::chrono::seconds longest_wait{60};
  std::chrono::seconds forgotten_after{3600};  // without a failure
  std::size_t entries_max = 20'000;            // beyond: the one touched longest ago is forgotten
};

// Counts failures a key (an account, an address, a lesson). An attempt is charged before it is checked, so
// that many at once gain nothing, and is taken back when it succeeds.
class Throttle {
 public:
  explicit Throttle(ThrottleRule rule) : rule_(rule) {}

  // Zero: go ahead, the attempt is charged. Else: how long to wait; nothing is charged.
  std::chrono::nanoseconds charge(std::string_view key, Mono now);
  // The attempt charged last was right: take it back.
  void refund(std::string_view key);
  // The attempt was right and proves the person: forget all failures.
  void clear(std::string_view key);
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::string key;
    int failures = 0;
    Mono last{};
    Mono open_at{};
  };
  using Order = std::list<Entry>;  // touched last first

  std::chrono::nanoseconds wait_after(int failures) const;
  Entry& touch(std::string_view key, Mono now);

  ThrottleRule rule_;
  Order order_;
  std::unordered_map<std::string_view, Order::iterator> entries_;  // keys borrow from order_
};

// The part of an address that one person cannot change at will: an IPv4 address, the first 64 bits of an IPv6
// address.
std::string throttle_address(std::string_view remote);

}  // namespace lyceum::people
