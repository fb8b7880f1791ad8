#include "insight/report/report.hpp"

namespace lyceum::insight {
namespace {
constexpr std::array<std::string_view, 12> names = {"poll",         "question",   "checkin", "draw",
                                                    "announcement", "pace_alert", "topic",   "slides",
                                                    "offer",        "reactions",  "away",    "back"};
static_assert(names.size() == static_cast<std::size_t>(Moment::Kind::back) + 1);
}  // namespace

std::string_view moment_name(Moment::Kind kind) { return names[static_cast<std::size_t>(kind)]; }

}  // namespace lyceum::insight
