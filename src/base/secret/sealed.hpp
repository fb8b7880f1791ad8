// Bytes that only the holder of a key can read, or make: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03).
#pragma once

#include "base/secret/secret_key.hpp"

#include <optional>
#include <string_view>

namespace lyceum {

inline constexpr std::size_t kSealedExtra = 24 + 16;  // nonce before, tag behind

// With a random nonce; `place` is authenticated and not kept: it must be the same when it is opened.
Bytes seal_bytes(const SecretKey& key, ByteView clear, std::string_view place);
// The same bytes at the same place give the same result, so that they can be looked for; everybody sees which
// are the same, and nothing else of them. The nonce is an HMAC of both under a derived key.
Bytes seal_bytes_alike(const SecretKey& key, ByteView clear, std::string_view place);
// Of either. nullopt: another key or place, or not what was sealed.
std::optional<Bytes> open_bytes(const SecretKey& key, ByteView sealed, std::string_view place);

// 64 hexadecimal digits.
std::optional<SecretKey> key_from_hex(std::string_view digits);

// Overwrites what must not stay in memory.
void wipe(std::span<char> secret);

}  // namespace lyceum
