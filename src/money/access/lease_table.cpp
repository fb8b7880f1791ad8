#include "money/access/lease_table.hpp"

namespace lyceum::money {

LeaseTable::Lease LeaseTable::check(ViewerId viewer, Mono now) {
  const auto found = index_.find(viewer);
  if (found == index_.end()) return Lease::none;
  Entry& entry = *found->second;
  const auto age = now - entry.granted;
  if (age >= rule_.length) {
    revoke(viewer);
    return Lease::none;
  }
  entry.seen = now;
  order_.splice(order_.begin(), order_, found->second);
  if (age < rule_.length / 2 || entry.asking) return Lease::valid;
  entry.asking = true;
  return Lease::ageing;
}

void LeaseTable::grant(ViewerId viewer, LessonId lesson, AccountId account, Mono now) {
  if (const auto found = index_.find(viewer); found != index_.end()) {
    *found->second = {viewer, lesson, account, now, now, false};
    order_.splice(order_.begin(), order_, found->second);
    return;
  }
  if (order_.size() >= rule_.viewers_max) {
    index_.erase(order_.back().viewer);
    order_.pop_back();
  }
  order_.push_front({viewer, lesson, account, now, now, false});
  index_.emplace(viewer, order_.begin());
}

void LeaseTable::revoke(ViewerId viewer) {
  const auto found = index_.find(viewer);
  if (found == index_.end()) return;
  order_.erase(found->second);
  index_.erase(found);
}

void LeaseTable::revoke(LessonId lesson, AccountId account) {
  for (auto entry = order_.begin(); entry != order_.end();) {
    const bool concerned = (!lesson || entry->lesson == lesson) && (!account || entry->account == account);
    if (concerned) index_.erase(entry->viewer);
    entry = concerned ? order_.erase(entry) : std::next(entry);
  }
}

std::size_t LeaseTable::watching(LessonId lesson, Mono now, std::chrono::seconds within) const {
  std::size_t count = 0;
  for (const Entry& entry : order_) {
    if (now - entry.seen > within) break;  // the rest was seen longer ago
    count += entry.lesson == lesson;
  }
  return count;
}

}  // namespace lyceum::money
