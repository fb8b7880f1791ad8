// Writes AMF0 values. Strings beyond 65,535 bytes become long strings; names of members must be shorter.
#pragma once

#include "base/bytes/writer.hpp"
#include "wire/amf/value.hpp"

namespace lyceum::amf {

void write_value(ByteWriter& out, const Value& value);
Bytes write_all(const Array& values);

}  // namespace lyceum::amf
