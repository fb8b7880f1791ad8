// A value of AMF0, the notation of RTMP commands and FLV metadata.
// Source: "Action Message Format -- AMF 0" (Adobe, 2007), sections 2.2–2.18.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace lyceum::amf {

struct Value;
struct Member;

struct Null {
  bool operator==(const Null&) const = default;
};
struct Undefined {
  bool operator==(const Undefined&) const = default;
};
struct Date {
  double unix_ms = 0;
  bool operator==(const Date&) const = default;
};
// Named members in the order in which they were sent. An "ECMA array" of AMF0 is the same thing with another
// marker.
struct Object {
  std::vector<Member> members;
  bool ecma = false;  // how it is written; onMetaData is an ECMA array by custom
  bool operator==(const Object&) const = default;
};
using Array = std::vector<Value>;

struct Value {
  std::variant<Null, Undefined, double, bool, std::string, Date, Object, Array> is;

  Value() = default;
  Value(double number);
  Value(bool truth);
  Value(std::string text);
  Value(const char* text);
  Value(Date date);
  Value(Undefined undefined);
  Value(Object object);
  Value(Array array);

  bool operator==(const Value&) const = default;

  // What the value says when it has that kind; otherwise the fallback, an empty text, nullptr.
  double number_or(double fallback) const;
  std::string_view text() const;
  const Object* object() const { return std::get_if<Object>(&is); }
  const Array* array() const { return std::get_if<Array>(&is); }
  // The first member of that name of an object; nullptr when there is none or the value is no object.
  const Value* find(std::string_view name) const;
};

struct Member {
  std::string name;
  Value value;
  bool operator==(const Member&) const = default;
};

}  // namespace lyceum::amf
