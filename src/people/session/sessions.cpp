#include "people/session/sessions.hpp"

#include "people/secret/token.hpp"

#include <cstring>

namespace lyceum::people {

// The key is a SHA-256 already.
std::size_t Sessions::DigestHash::operator()(const Digest& digest) const noexcept {
  std::size_t hash = 0;
  std::memcpy(&hash, digest.data(), sizeof hash);
  return hash;
}

SessionRecord Sessions::record(AccountId account, Digest token_hash) const {
  const Utc now = clock_.utc();
  return {.token_hash = token_hash, .account = account, .seen_at = now, .expires_at = now + kLife};
}

Task<Result<std::optional<Account>>> Sessions::who(std::string token) {
  const auto hash = token_hash(token);
  if (!hash) co_return std::nullopt;
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = recall(*hash)) co_return known->account;
    generation = generation_;
  }
  LYCEUM_CO_TRY(auto found, co_await repository_.find(*hash));
  const Utc now = clock_.utc();
  if (!found || found->session.expires_at <= now) co_return std::nullopt;
  if (now - found->session.seen_at >= kTouchEvery) {
    found->session = record(found->account.id, *hash);
    // Not being able to note it (a full disk) does not sign anybody out.
    (void)co_await repository_.extend(*hash, found->session.seen_at, found->session.expires_at);
  }
  remember(*found, generation);
  co_return found->account;
}

std::optional<SessionRepository::Found> Sessions::recall(const Digest& hash) {
  const auto found = index_.find(hash);
  if (found == index_.end()) return std::nullopt;
  const Remembered& known = *found->second;
  if (clock_.mono() - known.read_at >= kTrusted || known.found.session.expires_at <= clock_.utc())
    return std::nullopt;
  order_.splice(order_.begin(), order_, found->second);
  return known.found;
}

void Sessions::remember(const SessionRepository::Found& found, std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  if (generation != generation_) return;  // something ended since it was read
  drop(found.session.token_hash);
  if (order_.size() >= remembered_max_) drop(order_.back().found.session.token_hash);
  order_.push_front({found, clock_.mono()});
  index_.emplace(found.session.token_hash, order_.begin());
}

void Sessions::drop(Digest hash) {
  const auto found = index_.find(hash);
  if (found == index_.end()) return;
  order_.erase(found->second);
  index_.erase(found);
}

Task<Result<std::string>> Sessions::open(AccountId account) {
  std::string token = new_token();
  const SessionRecord session = record(account, *token_hash(token));
  LYCEUM_CO_CHECK(co_await repository_.add(session));
  co_return token;
}

Task<Result<void>> Sessions::close(std::string token) {
  const auto hash = token_hash(token);
  if (!hash) co_return Result<void>();
  LYCEUM_CO_CHECK(co_await repository_.remove(*hash));
  const std::lock_guard lock(mutex_);
  ++generation_;
  drop(*hash);
  co_return Result<void>();
}

void Sessions::forget(AccountId account) {
  const std::lock_guard lock(mutex_);
  ++generation_;
  for (auto entry = order_.begin(); entry != order_.end();) {
    const bool concerned = entry->found.account.id == account;
    if (concerned) index_.erase(entry->found.session.token_hash);
    entry = concerned ? order_.erase(entry) : std::next(entry);
  }
}

Task<Result<void>> Sessions::sweep() {
  LYCEUM_CO_CHECK(co_await repository_.remove_expired(clock_.utc()));
  co_return Result<void>();
}

}  // namespace lyceum::people
