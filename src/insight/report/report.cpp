#include "insight/report/report.hpp"

namespace lyceum::insight {
namespace {
constexpr std::array<std::string_view, 8> names = {"poll",         "question",   "checkin", "draw",
                                                   "announcement", "pace_alert", "away",    "back"};
}

std::string_view moment_name(Moment::Kind kind) { return names[static_cast<std::size_t>(kind)]; }

}  // namespace lyceum::insight
