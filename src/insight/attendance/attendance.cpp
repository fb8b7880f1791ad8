#include "insight/attendance/attendance.hpp"

#include <algorithm>

namespace lyceum::insight {

std::vector<Span> missed(Utc begun, Utc over, const std::vector<Span>& stays, microseconds least) {
  std::vector<Span> gaps;
  const auto gap = [&](Utc since, Utc until) {
    if (until - since >= least) gaps.push_back({since, until});
  };
  Utc seen = begun;  // everything up to there, or missed
  for (const Span& stay : stays) {
    gap(seen, std::min(stay.since, over));
    seen = std::max(seen, stay.until);
  }
  gap(seen, over);
  return gaps;
}

}  // namespace lyceum::insight
