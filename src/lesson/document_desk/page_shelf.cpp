#include "lesson/document_desk/page_shelf.hpp"

#include <algorithm>

namespace lyceum::lesson {

SharedBytes PageShelf::find(const Key& key) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(kept_, key, &Kept::key);
  if (found == kept_.end()) return {};
  kept_.splice(kept_.begin(), kept_, found);
  return found->jpeg;
}

std::uint64_t PageShelf::turn() const {
  const std::lock_guard lock(mutex_);
  return turn_;
}

void PageShelf::keep(const Key& key, const SharedBytes& jpeg, std::uint64_t turn) {
  const std::lock_guard lock(mutex_);
  const bool there = std::ranges::find(kept_, key, &Kept::key) != kept_.end();
  if (turn != turn_ || there || jpeg.size() > bytes_max_) return;
  kept_.push_front({key, jpeg});
  for (bytes_ += jpeg.size(); bytes_ > bytes_max_; kept_.pop_back()) bytes_ -= kept_.back().jpeg.size();
}

void PageShelf::forget() {
  const std::lock_guard lock(mutex_);
  kept_.clear();
  bytes_ = 0;
  ++turn_;
}

}  // namespace lyceum::lesson
