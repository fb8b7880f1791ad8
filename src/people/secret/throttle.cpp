#include "people/secret/throttle.hpp"

#include <algorithm>
#include <array>
#include <span>

#include <arpa/inet.h>

namespace lyceum::people {

std::chrono::nanoseconds Throttle::wait_after(int failures) const {
  if (failures <= rule_.free) return {};
  const int doublings = std::min(failures - rule_.free - 1, 30);
  const auto wait = rule_.first_wait * (std::int64_t{1} << doublings);
  return std::min<std::chrono::nanoseconds>(wait, rule_.longest_wait);
}

// The key's entry, in front; without failures if they are forgotten.
Throttle::Entry& Throttle::touch(std::string_view key, Mono now) {
  if (const auto found = entries_.find(key); found != entries_.end()) {
    order_.splice(order_.begin(), order_, found->second);
  } else {
    if (order_.size() >= rule_.entries_max) {
      entries_.erase(order_.back().key);
      order_.pop_back();
    }
    order_.push_front({.key = std::string(key), .last = now});
    entries_.emplace(order_.front().key, order_.begin());
  }
  Entry& entry = order_.front();
  if (now - entry.last >= rule_.forgotten_after) entry.failures = 0;
  return entry;
}

std::chrono::nanoseconds Throttle::charge(std::string_view key, Mono now) {
  Entry& entry = touch(key, now);
  if (entry.failures > rule_.free && now < entry.open_at) return entry.open_at - now;
  ++entry.failures;
  entry.last = now;
  entry.open_at = now + wait_after(entry.failures);
  return {};
}

void Throttle::refund(std::string_view key) {
  const auto found = entries_.find(key);
  if (found == entries_.end()) return;
  Entry& entry = *found->second;
  entry.failures = std::max(0, entry.failures - 1);
  entry.open_at = entry.last + wait_after(entry.failures);
}

void Throttle::clear(std::string_view key) {
  const auto found = entries_.find(key);
  if (found == entries_.end()) return;
  const auto entry = found->second;
  entries_.erase(found);
  order_.erase(entry);
}

std::string throttle_address(std::string_view remote) {
  std::array<std::uint8_t, 16> six{};
  std::string text(remote);
  if (inet_pton(AF_INET6, text.c_str(), six.data()) != 1) return text;
  constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};  // ::ffff:a.b.c.d
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (std::ranges::equal(mapped, std::span(six).first(12))) {
    inet_ntop(AF_INET, six.data() + 12, out.data(), out.size());
    return out.data();
  }
  std::fill(six.begin() + 8, six.end(), std::uint8_t{0});
  inet_ntop(AF_INET6, six.data(), out.data(), out.size());
  return std::string(out.data()) + "/64";
}

}  // namespace lyceum::people
