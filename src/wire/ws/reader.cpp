#include "wire/ws/reader.hpp"

#include "base/bytes/reader.hpp"
#include "wire/ws/utf8.hpp"

#include <algorithm>

namespace lyceum::ws {
namespace {

constexpr std::uint8_t bit_final = 0x80;
constexpr std::uint8_t bits_reserved = 0x70;
constexpr std::uint8_t bit_masked = 0x80;
constexpr std::uint8_t length_is_u16 = 126;
constexpr std::uint8_t length_is_u64 = 127;

Violation protocol_error(std::string_view reason) { return {close_protocol_error, reason}; }

bool is_known(std::uint8_t opcode) { return opcode <= 0x2 || (opcode >= 0x8 && opcode <= 0xA); }

// Who may write which code: §7.4.1 and the ranges of §7.4.2.
bool may_be_sent(CloseCode code) {
  if (code >= 3000 && code <= 4999) return true;
  return code >= 1000 && code <= 1014 && code != 1004 && code != close_no_code && code != close_abnormal;
}

}  // namespace

std::size_t FrameReader::header_size() const {
  if (header_have_ < 2) return 2;
  const std::uint8_t length = header_[1] & 0x7f;
  const std::size_t length_size = length == length_is_u16 ? 2 : length == length_is_u64 ? 8 : 0;
  return 2 + length_size + ((header_[1] & bit_masked) != 0 ? 4 : 0);
}

std::expected<std::optional<Message>, Violation> FrameReader::next(ByteView& input) {
  for (;;) {
    while (!in_payload_ && header_have_ < header_size()) {
      if (input.empty()) return std::nullopt;
      header_[header_have_++] = input.front();
      input = input.subspan(1);
      if (header_have_ != header_size()) continue;
      if (const auto violation = begin_frame()) return std::unexpected(*violation);
    }
    take_payload(input);
    if (left_ > 0) return std::nullopt;
    auto message = end_frame();
    if (!message || *message) return message;
  }
}

// The header is complete. A violation is found here, before a byte of the payload is kept.
std::optional<Violation> FrameReader::begin_frame() {
  ByteReader reader(ByteView(header_).first(header_have_));
  const std::uint8_t first = *reader.u8();
  const std::uint8_t second = *reader.u8();
  if ((first & bits_reserved) != 0) return protocol_error("reserved bit set");  // no extension was agreed on
  if (!is_known(first & 0x0f)) return protocol_error("reserved opcode");
  if (((second & bit_masked) != 0) != (role_ == Role::server)) return protocol_error("wrong masking");
  std::uint64_t length = second & 0x7f;
  if (length == length_is_u16) {
    length = *reader.u16();
    if (length < length_is_u16) return protocol_error("length not in its shortest form");
  } else if (length == length_is_u64) {
    length = *reader.u64();
    if (length <= 0xffff || length >> 63 != 0) return protocol_error("length not in its shortest form");
  }
  final_ = (first & bit_final) != 0;
  frame_ = static_cast<Opcode>(first & 0x0f);
  if (const auto violation = check_kind(final_, frame_)) return violation;
  if (const auto violation = check_length(length)) return violation;
  left_ = length;
  position_ = 0;
  in_payload_ = true;
  return std::nullopt;
}

std::optional<Violation> FrameReader::check_kind(bool final, Opcode opcode) {
  if (is_control(opcode)) {
    if (!final) return protocol_error("fragmented control frame");
    return std::nullopt;
  }
  const bool in_message = message_opcode_ != Opcode::continuation;
  if (opcode == Opcode::continuation) {
    if (!in_message) return protocol_error("continuation of nothing");
  } else {
    if (in_message) return protocol_error("message inside a message");
    message_opcode_ = opcode;
    fragments_ = 0;
  }
  if (++fragments_ > limits_.fragments_max) return Violation{close_too_big, "too many fragments"};
  return std::nullopt;
}

std::optional<Violation> FrameReader::check_length(std::uint64_t length) {
  if (is_control(frame_)) {
    if (length > control_payload_max) return protocol_error("control frame too long");
    control_.reserve(static_cast<std::size_t>(length));
    return std::nullopt;
  }
  if (length > limits_.message_max - message_.size()) return Violation{close_too_big, "message too big"};
  return std::nullopt;
}

void FrameReader::take_payload(ByteView& input) {
  const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
  Bytes& out = is_control(frame_) ? control_ : message_;
  const std::size_t start = out.size();
  out.insert(out.end(), input.begin(), input.begin() + static_cast<std::ptrdiff_t>(take));
  if (role_ == Role::server) {  // §5.3
    const std::uint8_t* mask = header_.data() + header_have_ - 4;
    for (std::size_t i = 0; i < take; ++i) out[start + i] ^= mask[(position_ + i) % 4];
  }
  position_ += static_cast<std::uint32_t>(take);
  left_ -= take;
  input = input.subspan(take);
}

std::expected<std::optional<Message>, Violation> FrameReader::end_frame() {
  in_payload_ = false;
  header_have_ = 0;
  if (is_control(frame_)) return Message{frame_, std::exchange(control_, {})};
  if (!final_) return std::nullopt;
  const Opcode opcode = std::exchange(message_opcode_, Opcode::continuation);
  if (opcode == Opcode::text && !is_utf8(message_))
    return std::unexpected(Violation{close_bad_text, "not UTF-8"});
  return Message{opcode, std::exchange(message_, {})};
}

std::expected<CloseReason, Violation> read_close(ByteView payload) {
  if (payload.empty()) return CloseReason{};
  ByteReader reader(payload);
  const auto code = reader.u16();
  if (!code || !may_be_sent(*code)) return std::unexpected(protocol_error("bad close code"));
  const ByteView text = reader.rest();
  if (!is_utf8(text)) return std::unexpected(Violation{close_bad_text, "not UTF-8"});
  return CloseReason{*code, as_text(text)};
}

}  // namespace lyceum::ws
