#include "wire/amf/value.hpp"

namespace lyceum::amf {

// Here and not in the header: there Member, which these look into, is not complete yet (clang insists).
Value::Value(double number) : is(number) {}
Value::Value(bool truth) : is(truth) {}
Value::Value(std::string text) : is(std::move(text)) {}
Value::Value(const char* text) : is(std::string(text)) {}
Value::Value(Date date) : is(date) {}
Value::Value(Undefined undefined) : is(undefined) {}
Value::Value(Object object) : is(std::move(object)) {}
Value::Value(Array array) : is(std::move(array)) {}

double Value::number_or(double fallback) const {
  const double* number = std::get_if<double>(&is);
  return number ? *number : fallback;
}

std::string_view Value::text() const {
  const std::string* text = std::get_if<std::string>(&is);
  return text ? std::string_view(*text) : std::string_view();
}

const Value* Value::find(std::string_view name) const {
  const Object* members = object();
  if (!members) return nullptr;
  for (const Member& member : members->members)
    if (member.name == name) return &member.value;
  return nullptr;
}

}  // namespace lyceum::amf
