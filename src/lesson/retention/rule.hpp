// For how long replays are kept 保存期限, and what happens when there is no more room for them. Pure.
#pragma once

#include "base/names/id.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace lyceum::lesson {

inline constexpr int kKeepDaysMax = 36'500;
inline constexpr int kLimitGbMax = 1'000'000;

// What the operator has set for the site.
struct RetentionRule {
  int keep_days = 0;         // after its class; 0: for ever
  int limit_gb = 0;          // 10^9 bytes that all recordings together may take; 0: what the disk has
  bool when_needed = false;  // false: a replay goes when its time is over. true: then it may go, the oldest
                             // first, as soon as there is little room
  bool operator==(const RetentionRule&) const = default;
};

// Refusal: retention_invalid.
Result<RetentionRule> checked(RetentionRule rule);

// A replay as retention sees it.
struct StoredReplay {
  LessonId lesson;
  std::string title, lecturer;    // for those who look at it
  Utc since{};                    // when it was recorded
  std::optional<int> own_days;    // instead of the rule's; 0: for ever
  std::optional<Utc> watched_at;  // by somebody who is no staff
  bool growing = false;           // its class runs
  bool abandoned = false;         // its lesson was deleted: nobody can watch it any more
  std::uint64_t bytes = 0;
};

// nullopt: for ever.
std::optional<Utc> kept_until(Utc since, std::optional<int> own_days, const RetentionRule& rule);

// The days that somebody may set for one lesson: an operator any, its lecturer no more than the site's.
// Refusal: retention_invalid, kept_too_long.
Result<void> check_own_days(std::optional<int> days, const RetentionRule& rule, bool is_operator);

enum class RetentionRefusal {
  retention_invalid,  // 422
  kept_too_long,      // 403
  operators_only,     // 403
};
Error refuse(RetentionRefusal why);

}  // namespace lyceum::lesson
