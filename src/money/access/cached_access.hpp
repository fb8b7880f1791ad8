// Access over the facts in the repository, remembered for a few seconds.
#pragma once

#include "money/access/facts.hpp"

#include <cstddef>
#include <list>
#include <mutex>
#include <unordered_map>

namespace lyceum::money {

// One object for all reactors; its lock is held for a lookup only. Bounded: the answer used longest ago goes
// first.
class CachedAccess final : public Access, public AccessChanges {
 public:
  static constexpr std::chrono::seconds kTrusted{3};

  CachedAccess(FactsRepository& facts, const Clock& clock, std::size_t remembered_max = 50'000)
      : facts_(facts), clock_(clock), remembered_max_(remembered_max) {}

  Task<Result<Standing>> ask(LessonId lesson, AccountId account) override;
  void access_changed(LessonId lesson, AccountId account) override;

 private:
  struct Key {
    LessonId lesson;
    AccountId account;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };
  struct Remembered {
    Standing standing;
    Mono until{};
  };
  using Order = std::list<Remembered>;  // used last first

  std::optional<Standing> recall(const Key& key, Mono now);
  void remember(const Standing& standing, Mono now, std::uint64_t generation);

  FactsRepository& facts_;
  const Clock& clock_;
  const std::size_t remembered_max_;
  std::mutex mutex_;  // guards what follows
  Order order_;
  std::unordered_map<Key, Order::iterator, KeyHash> index_;
  std::uint64_t generation_ =
      0;  // moves on at every change, so that an answer read before it is not remembered
};

}  // namespace lyceum::money
