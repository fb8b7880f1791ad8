#include "money/access/cached_access.hpp"

namespace lyceum::money {

std::size_t CachedAccess::KeyHash::operator()(const Key& key) const noexcept {
  const auto mixed = static_cast<std::uint64_t>(key.lesson.value) * 0x9E37'79B9'7F4A'7C15u +
                     static_cast<std::uint64_t>(key.account.value);
  return std::hash<std::uint64_t>()(mixed ^ (mixed >> 32));
}

std::optional<Standing> CachedAccess::recall(const Key& key, Mono now) {
  const auto found = index_.find(key);
  if (found == index_.end() || found->second->until <= now) return std::nullopt;
  order_.splice(order_.begin(), order_, found->second);
  return found->second->standing;
}

void CachedAccess::remember(const Standing& standing, Mono now, std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  if (generation != generation_) return;  // rights have changed since it was read
  const Key key{standing.lesson, standing.account};
  if (const auto old = index_.find(key); old != index_.end()) {
    order_.erase(old->second);
    index_.erase(old);
  }
  if (order_.size() >= remembered_max_) {
    index_.erase({order_.back().standing.lesson, order_.back().standing.account});
    order_.pop_back();
  }
  order_.push_front({standing, now + kTrusted});
  index_.emplace(key, order_.begin());
}

Task<Result<Standing>> CachedAccess::ask(LessonId lesson, AccountId account) {
  const Key key{lesson, account};
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = recall(key, clock_.mono())) co_return *known;
    generation = generation_;
  }
  LYCEUM_CO_TRY(const auto facts, co_await facts_.facts(lesson, account));
  if (!facts) co_return Failure(refuse(AccessRefusal::lesson_not_found));
  const Standing standing = decide(lesson, account, *facts, clock_.utc());
  remember(standing, clock_.mono(), generation);
  co_return standing;
}

void CachedAccess::access_changed(LessonId lesson, AccountId account) {
  const std::lock_guard lock(mutex_);
  ++generation_;
  for (auto entry = order_.begin(); entry != order_.end();) {
    const Standing& known = entry->standing;
    const bool concerned = (!lesson || known.lesson == lesson) && (!account || known.account == account);
    if (!concerned) {
      ++entry;
      continue;
    }
    index_.erase({known.lesson, known.account});
    entry = order_.erase(entry);
  }
}

}  // namespace lyceum::money
