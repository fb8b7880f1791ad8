#include "room/announcement/announcement.hpp"

namespace lyceum::room {

void append_fields(std::string& out, const Announced& event) {
  out += R"("text":)";
  append_json(out, event.text);
}

bool read_fields(const boost::json::object& object, Announced& event) {
  auto text = text_field(object, "text");
  event.text = text.value_or("");
  return text.has_value();
}

}  // namespace lyceum::room
