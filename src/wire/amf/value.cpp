#include "wire/amf/value.hpp"

namespace lyceum::amf {

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
