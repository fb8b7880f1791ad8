// A body in chunks (RFC 9112 §7.1), taken apart as it comes.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <cstdint>
#include <string>

namespace lyceum::net {

// Sans-IO; holds nothing of its input. Extensions and trailer fields are skipped, at most 1,024 bytes of each
// run.
class ChunkedBody {
 public:
  // Appends to `out` until the last chunk and its trailer are complete. Returns how many bytes were taken:
  // all, or up to the end of the body. Errors: 400 bad_request, 413 body_too_large when `out` would exceed
  // `body_max`.
  Result<std::size_t> put(ByteView bytes, std::string& out, std::size_t body_max);
  bool done() const { return state_ == State::done; }

 private:
  enum class State : std::uint8_t {
    size,       // hexadecimal digits
    extension,  // up to CR
    size_end,   // LF
    data,
    data_cr,  // CR LF after the data
    data_lf,
    trailer,       // first byte of a line
    trailer_line,  // up to CR
    trailer_line_end,
    last_lf,  // of the empty line
    done,
  };

  Result<void> step(std::uint8_t byte);
  Result<void> take_size(std::uint8_t byte);
  Result<void> skip(std::uint8_t byte, State after_cr);
  Result<void> expect(std::uint8_t byte, std::uint8_t wanted, State next);

  std::uint64_t left_ = 0;  // of the chunk
  std::uint32_t digits_ = 0;
  std::uint32_t skipped_ = 0;
  State state_ = State::size;
};

}  // namespace lyceum::net
