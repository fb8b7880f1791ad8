#include "wire/ws/writer.hpp"

#include "base/bytes/writer.hpp"
#include "wire/ws/utf8.hpp"

#include <algorithm>

namespace lyceum::ws {
namespace {

// A frame's header without the mask (§5.2).
void write_header(ByteWriter& out, Opcode opcode, std::size_t length, bool masked, bool final = true) {
  const unsigned mask_bit = masked ? 0x80 : 0;
  out.u8((final ? 0x80U : 0U) | static_cast<unsigned>(opcode));
  if (length < 126) {
    out.u8(mask_bit | length);
  } else if (length <= 0xffff) {
    out.u8(mask_bit | 126);
    out.u16(length);
  } else {
    out.u8(mask_bit | 127);
    out.u64(length);
  }
}

SharedBytes frame(Opcode opcode, ByteView payload, bool final = true) {
  ByteWriter out(payload.size() + header_max);
  write_header(out, opcode, payload.size(), false, final);
  out.append(payload);
  return SharedBytes(out.take());
}

}  // namespace

SharedBytes text_frame(std::string_view text) { return frame(Opcode::text, as_bytes(text)); }
SharedBytes binary_frame(ByteView bytes) { return frame(Opcode::binary, bytes); }
SharedBytes first_text_fragment(std::string_view text) { return frame(Opcode::text, as_bytes(text), false); }
SharedBytes last_text_fragment(std::string_view text) { return frame(Opcode::continuation, as_bytes(text)); }

SharedBytes ping_frame(ByteView payload) {
  return frame(Opcode::ping, payload.first(std::min(payload.size(), control_payload_max)));
}
SharedBytes pong_frame(ByteView payload) {
  return frame(Opcode::pong, payload.first(std::min(payload.size(), control_payload_max)));
}

SharedBytes close_frame(CloseCode code, std::string_view reason) {
  ByteWriter payload;
  if (code != close_no_code && code != close_abnormal) {
    payload.u16(code);
    payload.append(utf8_prefix(reason, control_payload_max - 2));
  }
  return frame(Opcode::close, payload.view());
}

Bytes masked_frame(Opcode opcode, ByteView payload, std::array<std::uint8_t, 4> mask) {
  ByteWriter out(payload.size() + header_max);
  write_header(out, opcode, payload.size(), true);
  out.append(ByteView(mask));
  for (std::size_t i = 0; i < payload.size(); ++i) out.u8(payload[i] ^ mask[i % 4]);
  return out.take();
}

}  // namespace lyceum::ws
