#include "net/http/chunked_body.hpp"

#include "net/http/problem.hpp"

#include <algorithm>

namespace lyceum::net {
namespace {

constexpr std::uint32_t digits_max = 8;
constexpr std::uint32_t skipped_max = 1024;

Failure bad_chunk() { return Failure(bad_request("bad chunk")); }

int hex_digit(std::uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

Result<std::size_t> ChunkedBody::put(ByteView bytes, std::string& out, std::size_t body_max) {
  std::size_t taken = 0;
  while (taken < bytes.size() && !done()) {
    if (state_ != State::data) {
      LYCEUM_CHECK(step(bytes[taken++]));
      if (state_ == State::data && left_ > body_max - out.size()) return Failure(body_too_large());
      continue;
    }
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size() - taken));
    out += as_text(bytes.subspan(taken, size));
    taken += size;
    left_ -= size;
    if (left_ == 0) state_ = State::data_cr;
  }
  return taken;
}

Result<void> ChunkedBody::step(std::uint8_t byte) {
  switch (state_) {
    case State::size:
      return take_size(byte);
    case State::extension:
      return skip(byte, State::size_end);
    case State::size_end:
      digits_ = 0;
      skipped_ = 0;
      return expect(byte, '\n', left_ == 0 ? State::trailer : State::data);
    case State::data_cr:
      return expect(byte, '\r', State::data_lf);
    case State::data_lf:
      return expect(byte, '\n', State::size);
    case State::trailer:
      if (byte == '\r') return expect(byte, '\r', State::last_lf);
      state_ = State::trailer_line;
      return skip(byte, State::trailer_line_end);
    case State::trailer_line:
      return skip(byte, State::trailer_line_end);
    case State::trailer_line_end:
      return expect(byte, '\n', State::trailer);
    case State::last_lf:
      return expect(byte, '\n', State::done);
    case State::data:
    case State::done:
      break;
  }
  return bad_chunk();
}

Result<void> ChunkedBody::take_size(std::uint8_t byte) {
  if (const int digit = hex_digit(byte); digit >= 0) {
    if (++digits_ > digits_max) return bad_chunk();
    left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
    return {};
  }
  if (digits_ == 0) return bad_chunk();
  if (byte == '\r') return expect(byte, '\r', State::size_end);
  if (byte != ';' && byte != ' ' && byte != '\t') return bad_chunk();
  state_ = State::extension;
  return {};
}

// A bare LF would end the line for some and not for others: no.
Result<void> ChunkedBody::skip(std::uint8_t byte, State after_cr) {
  if (byte == '\n' || ++skipped_ > skipped_max) return bad_chunk();
  if (byte == '\r') state_ = after_cr;
  return {};
}

Result<void> ChunkedBody::expect(std::uint8_t byte, std::uint8_t wanted, State next) {
  if (byte != wanted) return bad_chunk();
  state_ = next;
  return {};
}

}  // namespace lyceum::net
