#include "room/draw/scheme.hpp"

#include "base/secret/hex.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {

Digest hash_of(std::string_view text) { return sha256(as_bytes(text)); }

}  // namespace

Digest commitment_to(const Digest& seed) { return sha256(seed); }

Digest start_of(std::string_view opening) { return hash_of(opening); }

Digest ticket_of(const Digest& seed, Offset draw, AccountId account, std::string_view nonce) {
  return hash_of("lyceum ticket 1 " + std::to_string(draw) + ' ' + account.str() + ' ' + hex(seed) + ' ' +
                 std::string(nonce));
}

Digest next_head(const Digest& head, const Digest& ticket) {
  Sha256 hash;
  hash.add(head);
  hash.add(ticket);
  return hash.finish();
}

Digest list_of(std::vector<Digest> tickets) {
  std::ranges::sort(tickets);
  Sha256 hash;
  for (const Digest& ticket : tickets) hash.add(ticket);
  return hash.finish();
}

Digest score_of(const Digest& seed, const Digest& list, const std::optional<Digest>& beacon,
                const Digest& ticket) {
  Sha256 hash;
  hash.add(seed);
  hash.add(list);
  if (beacon) hash.add(*beacon);
  hash.add(ticket);
  return hash.finish();
}

std::vector<std::size_t> winning(const Digest& seed, const std::optional<Digest>& beacon,
                                 const std::vector<Digest>& tickets, std::size_t winners) {
  const Digest list = list_of(tickets);
  std::vector<std::pair<Digest, std::size_t>> scores;
  for (std::size_t i = 0; i < tickets.size(); ++i)
    scores.emplace_back(score_of(seed, list, beacon, tickets[i]), i);
  const std::size_t count = std::min(winners, scores.size());
  std::ranges::partial_sort(scores, scores.begin() + static_cast<std::ptrdiff_t>(count));
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < count; ++i) places.push_back(scores[i].second);
  return places;
}

}  // namespace lyceum::room
