#include "room/likes/event.hpp"

namespace lyceum::room {

void append_fields(std::string& out, const LikesCounted& event) {
  out += R"("total":)";
  append_json(out, event.total);
}

bool read_fields(const boost::json::object& object, LikesCounted& event) {
  const auto total = whole_field(object, "total");
  event.total = total.value_or(0);
  return total && *total >= 0;
}

}  // namespace lyceum::room
