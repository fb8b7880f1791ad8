#include "room/word/json.hpp"

#include <charconv>

#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

template <class Number>
void append_number(std::string& out, Number number) {
  char digits[24];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  out.append(digits, end);
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;  // start of the run that needs no escape
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    append_escaped(out, c);
    plain = i + 1;
  }
  out.append(text, plain);
  out += '"';
}

void append_json(std::string& out, std::int64_t number) { append_number(out, number); }
void append_json(std::string& out, std::uint64_t number) { append_number(out, number); }

void append_json(std::string& out, const Person& person) {
  out += R"({"id":")";
  append_json(out, person.id.value);
  out += R"(","name":)";
  append_json(out, person.name);
  out += R"(,"role":")";
  out += role_name(person.role);
  out += R"("})";
}

std::optional<std::int64_t> whole_field(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  return value->get_int64();
}

std::optional<std::uint64_t> count_field(const boost::json::object& object, std::string_view name) {
  const auto number = whole_field(object, name);
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*number);
}

std::optional<std::string_view> text_field(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string_view(value->get_string());
}

std::optional<bool> truth_field(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (value == nullptr || !value->is_bool()) return std::nullopt;
  return value->get_bool();
}

const boost::json::object* object_field(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_object();
}

std::optional<Person> read_person(const boost::json::object& object) {
  const auto id = text_field(object, "id");
  const auto name = text_field(object, "name");
  const auto role = text_field(object, "role");
  if (!id || !name || !role) return std::nullopt;
  const auto account = AccountId::parse(*id);
  const auto known = parse_role(*role);
  if (!account || !known) return std::nullopt;
  return Person{*account, std::string(*name), *known};
}

}  // namespace lyceum::room
