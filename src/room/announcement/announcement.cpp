#include "room/announcement/announcement.hpp"

#include "room/word/text.hpp"

namespace lyceum::room {

bool read_fields(const boost::json::object& object, AnnounceToClass& command) {
  const auto text = text_field(object, "text");
  command.text = text.value_or("");
  return text.has_value();
}

void append_fields(std::string& out, const Announced& event) {
  out += R"("text":)";
  append_json(out, event.text);
  if (event.by_class) out += R"(,"class":true)";
}

bool read_fields(const boost::json::object& object, Announced& event) {
  const auto text = text_field(object, "text");
  event.text = text.value_or("");
  event.by_class = truth_field(object, "class").value_or(false);
  return text.has_value();
}

std::expected<std::optional<Announced>, Refusal> decide(const Announcements& announcements,
                                                        const Standing& who, const AnnounceToClass& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  auto text = clean_text(command.text);
  if (!text) return refuse(No::malformed);
  if (count_characters(*text) > announcement_max) return refuse(No::text_too_long);
  if (*text == announcements.of_class) return std::nullopt;
  return Announced{std::move(*text), true};
}

void append_shown(std::string& out, const Announcements& announcements) {
  const auto append = [&](std::string_view member, const std::string& text) {
    if (text.empty()) return;
    out += member;
    append_json(out, text);
  };
  append(R"(,"announcement":)", announcements.of_site);
  append(R"(,"class_announcement":)", announcements.of_class);
}

}  // namespace lyceum::room
