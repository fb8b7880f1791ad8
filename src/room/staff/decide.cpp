#include "room/staff/decide.hpp"

#include "room/word/text.hpp"

namespace lyceum::room {
namespace {

std::expected<std::string, Refusal> checked(std::string_view typed, std::size_t most, No too_long) {
  auto text = clean_text(typed);
  if (!text) return refuse(No::malformed);
  if (count_characters(*text) > most) return refuse(too_long);
  return std::move(*text);
}

}  // namespace

bool read_fields(const boost::json::object& object, StaffSay& command) {
  const auto text = text_field(object, "text");
  command.text = text.value_or("");
  return text.has_value();
}

bool read_fields(const boost::json::object& object, KeepReplies& command) {
  auto texts = read_texts(object, "texts");
  if (texts) command.texts = std::move(*texts);
  return texts.has_value();
}

std::expected<StaffSaid, Refusal> decide(const Standing& who, const StaffSay& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  auto text = checked(command.text, staff_text_max, No::comment_too_long);
  if (!text) return Refused(text.error());
  if (text->empty()) return refuse(No::comment_empty);
  return StaffSaid{*who.person, std::move(*text)};
}

std::expected<std::optional<RepliesKept>, Refusal> decide(const StaffTalk& talk, const Standing& who,
                                                          const KeepReplies& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  RepliesKept kept;
  for (const std::string& typed : command.texts) {
    auto text = checked(typed, reply_text_max, No::text_too_long);
    if (!text) return Refused(text.error());
    if (!text->empty()) kept.texts.push_back(std::move(*text));
  }
  if (kept.texts.size() > replies_max) return refuse(No::too_many_replies);
  if (kept.texts == talk.replies()) return std::nullopt;
  return kept;
}

}  // namespace lyceum::room
