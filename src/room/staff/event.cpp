#include "room/staff/event.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace lyceum::room {

void append_texts(std::string& out, const std::vector<std::string>& texts) {
  out += '[';
  for (const std::string& text : texts) {
    if (out.back() != '[') out += ',';
    append_json(out, text);
  }
  out += ']';
}

std::optional<std::vector<std::string>> read_texts(const boost::json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  if (found == nullptr || !found->is_array()) return std::nullopt;
  std::vector<std::string> texts;
  for (const auto& text : found->get_array()) {
    if (!text.is_string()) return std::nullopt;
    texts.emplace_back(text.get_string());
  }
  return texts;
}

void append_fields(std::string& out, const StaffSaid& event) {
  out += R"("from":)";
  append_json(out, event.from);
  out += R"(,"text":)";
  append_json(out, event.text);
}

void append_fields(std::string& out, const RepliesKept& event) {
  out += R"("texts":)";
  append_texts(out, event.texts);
}

bool read_fields(const boost::json::object& object, StaffSaid& event) {
  const auto* from = object_field(object, "from");
  auto person = from == nullptr ? std::nullopt : read_person(*from);
  const auto text = text_field(object, "text");
  if (!person || !text) return false;
  event = {std::move(*person), std::string(*text)};
  return true;
}

bool read_fields(const boost::json::object& object, RepliesKept& event) {
  auto texts = read_texts(object, "texts");
  if (texts) event.texts = std::move(*texts);
  return texts.has_value();
}

}  // namespace lyceum::room
