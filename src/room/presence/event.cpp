#include "room/presence/event.hpp"

namespace lyceum::room {

void append_fields(std::string& out, const PresenceCounted& event) {
  out += R"("people":)";
  append_json(out, event.people);
}

bool read_fields(const boost::json::object& object, PresenceCounted& event) {
  const auto people = whole_field(object, "people");
  event.people = people.value_or(0);
  return people && *people >= 0;
}

}  // namespace lyceum::room
