// The opening exchange: C0 C1 → S0 S1 S2 → C2. Source: RTMP 1.0, section 5.2; digest form: digest.hpp.
//
// A client that sends a true digest gets one back; all others, also those with a false one, get the plain
// form. What C2 holds is not looked at.
#pragma once

#include "base/result/result.hpp"
#include "wire/rtmp/digest.hpp"

namespace lyceum::rtmp {

inline constexpr std::size_t handshake_random = 2 * handshake_block;

class ServerHandshake {
 public:
  // `random`: handshake_random bytes; their quality does not matter to safety.
  explicit ServerHandshake(Bytes random) : random_(std::move(random)) {}

  // Takes bytes from the front of `input`; returns S0 S1 S2 once, when C1 is complete, otherwise nothing.
  // Error: the first byte is not version 3.
  Result<Bytes> on_bytes(ByteView& input);
  bool done() const { return skipped_ == handshake_block; }

 private:
  Bytes answer();

  Bytes random_;
  Bytes first_;  // C0 and C1 until they are answered
  bool answered_ = false;
  std::size_t skipped_ = 0;  // bytes of C2 that have come
};

// The client's side, plain form.
class ClientHandshake {
 public:
  // `random`: at least handshake_block bytes.
  explicit ClientHandshake(Bytes random) : random_(std::move(random)) {}

  Bytes hello() const;  // C0 C1
  // Returns C2 once, when S1 is complete; S2 is then skipped.
  Result<Bytes> on_bytes(ByteView& input);
  bool done() const { return skipped_ == handshake_block; }

 private:
  Bytes random_;
  Bytes first_;
  bool answered_ = false;
  std::size_t skipped_ = 0;
};

}  // namespace lyceum::rtmp
