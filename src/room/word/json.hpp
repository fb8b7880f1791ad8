// JSON (RFC 8259) as the room writes and reads it: written straight into a string, since every event of every
// room passes here; read through Boost.JSON.
#pragma once

#include "room/word/person.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace lyceum::room {

// `text` in quotes; it must be UTF-8.
void append_json(std::string& out, std::string_view text);
void append_json(std::string& out, std::int64_t number);
void append_json(std::string& out, std::uint64_t number);
void append_json(std::string& out, const Person& person);  // {"id":"7","name":"Wei","role":"learner"}

// Fields of an object; nothing when absent or of another type.
std::optional<std::int64_t> whole_field(const boost::json::object& object, std::string_view name);
std::optional<std::uint64_t> count_field(const boost::json::object& object, std::string_view name);  // >= 0
std::optional<std::string_view> text_field(const boost::json::object& object, std::string_view name);
std::optional<bool> truth_field(const boost::json::object& object, std::string_view name);
const boost::json::object* object_field(const boost::json::object& object, std::string_view name);
std::optional<Person> read_person(const boost::json::object& object);

}  // namespace lyceum::room
