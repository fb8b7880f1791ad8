// When was a row made last? Asked of every engine by `lyceum doctor`, which compares it with the clock.
#pragma once

#include <string_view>

namespace lyceum::store {

// One row with one column: the newest time in microseconds UTC, or NULL. The tables whose rows carry the time
// of their making; all of version 1.
inline constexpr std::string_view kNewestRow =
    "SELECT MAX(t) FROM (SELECT MAX(created_us) AS t FROM account"
    " UNION ALL SELECT MAX(seen_us) FROM session"
    " UNION ALL SELECT MAX(at_us) FROM audit"
    " UNION ALL SELECT MAX(created_us) FROM lesson"
    " UNION ALL SELECT MAX(t_us) FROM room_event) AS newest";

}  // namespace lyceum::store
