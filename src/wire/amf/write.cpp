#include "wire/amf/write.hpp"

#include "wire/amf/marker.hpp"

namespace lyceum::amf {
namespace {

void put(ByteWriter& out, Marker marker) { out.u8(static_cast<std::uint8_t>(marker)); }

struct Writer {
  ByteWriter& out;

  void operator()(Null) const { put(out, Marker::null); }
  void operator()(Undefined) const { put(out, Marker::undefined); }
  void operator()(double number) const {
    put(out, Marker::number);
    out.f64(number);
  }
  void operator()(bool truth) const {
    put(out, Marker::boolean);
    out.u8(truth ? 1 : 0);
  }
  void operator()(const std::string& text) const {
    const bool is_long = text.size() > 0xFFFF;
    put(out, is_long ? Marker::long_string : Marker::string);
    is_long ? out.u32(text.size()) : out.u16(text.size());
    out.append(text);
  }
  void operator()(Date date) const {
    put(out, Marker::date);
    out.f64(date.unix_ms);
    out.u16(0);
  }
  void operator()(const Object& object) const {
    put(out, object.ecma ? Marker::ecma_array : Marker::object);
    if (object.ecma) out.u32(object.members.size());
    for (const Member& member : object.members) {
      out.u16(member.name.size());
      out.append(member.name);
      write_value(out, member.value);
    }
    out.u16(0);
    put(out, Marker::object_end);
  }
  void operator()(const Array& array) const {
    put(out, Marker::strict_array);
    out.u32(array.size());
    for (const Value& element : array) write_value(out, element);
  }
};

}  // namespace

void write_value(ByteWriter& out, const Value& value) { std::visit(Writer{out}, value.is); }

Bytes write_all(const Array& values) {
  ByteWriter out;
  for (const Value& value : values) write_value(out, value);
  return out.take();
}

}  // namespace lyceum::amf
