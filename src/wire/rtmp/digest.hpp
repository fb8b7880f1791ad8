// The digest form of the handshake: an HMAC-SHA256 hidden in C1 and S1, by which Flash-era peers know each
// other.
//
// A block C1 or S1 is 1,536 bytes: time 4, version 4, then two parts of 764 bytes, "key" and "digest". The
// digest part starts with four bytes whose sum modulo 728 says where after them the 32 digest bytes stand.
// Not in the RTMP specification; known from the players themselves.
#pragma once

#include "base/bytes/bytes.hpp"

#include <array>
#include <optional>

namespace lyceum::rtmp {

inline constexpr std::size_t handshake_block = 1536;
inline constexpr std::size_t digest_size = 32;
using Digest = std::array<std::uint8_t, digest_size>;

enum class DigestScheme : std::uint8_t {
  key_first,     // "scheme 0": key part at 8, digest part at 772
  digest_first,  // "scheme 1": digest part at 8, key part at 772
};

struct FoundDigest {
  DigestScheme scheme = DigestScheme::key_first;
  Digest digest{};
};

// The scheme under which C1 carries a true client digest: key_first is tried, then digest_first.
// Precondition: the block has 1,536 bytes.
std::optional<FoundDigest> find_client_digest(ByteView c1);

// Puts the server's digest into S1, whose other bytes are final. Precondition: 1,536 bytes.
void sign_server_block(std::span<std::uint8_t> s1, DigestScheme scheme);

// Makes the last 32 bytes of S2 the answer to the client's digest. Precondition: 1,536 bytes.
void sign_server_answer(std::span<std::uint8_t> s2, const Digest& client_digest);

}  // namespace lyceum::rtmp
