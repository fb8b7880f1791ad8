#include "wire/rtmp/control.hpp"

#include "base/bytes/writer.hpp"

namespace lyceum::rtmp {

Result<UserControl> read_user_control(ByteView payload) {
  ByteReader in(payload);
  UserControl control;
  LYCEUM_TRY(const std::uint16_t event, in.u16());
  control.event = static_cast<UserEvent>(event);
  if (in.remaining() >= 4) {
    LYCEUM_TRY(control.value, in.u32());
  }
  return control;
}

Result<std::uint32_t> read_u32(ByteView payload) { return ByteReader(payload).u32(); }

Bytes u32_payload(std::uint32_t value) {
  ByteWriter out;
  out.u32(value);
  return out.take();
}

Bytes peer_bandwidth_payload(std::uint32_t window) {
  ByteWriter out;
  out.u32(window);
  out.u8(2);
  return out.take();
}

Bytes user_control_payload(UserControl control) {
  ByteWriter out;
  out.u16(static_cast<std::uint16_t>(control.event));
  out.u32(control.value);
  return out.take();
}

}  // namespace lyceum::rtmp
