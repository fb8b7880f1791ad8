#include "base/secret/secret_key.hpp"

#include "base/secret/random.hpp"

#include <algorithm>

#include <sodium.h>

namespace lyceum {

Digest sha256(ByteView bytes) {
  Digest digest;
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return digest;
}

bool equal_secret(ByteView a, ByteView b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

SecretKey::SecretKey(std::span<const std::uint8_t, kSize> bytes) { std::ranges::copy(bytes, bytes_.begin()); }

SecretKey SecretKey::random() {
  const Bytes bytes = random_bytes(kSize);
  return SecretKey(std::span<const std::uint8_t, kSize>(bytes.data(), kSize));
}

SecretKey::~SecretKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

Digest SecretKey::mac(ByteView message) const {
  static_assert(crypto_auth_hmacsha256_KEYBYTES == kSize);
  Digest digest;
  crypto_auth_hmacsha256(digest.data(), message.data(), message.size(), bytes_.data());
  return digest;
}

SecretKey SecretKey::derive(std::string_view purpose) const { return SecretKey(mac(as_bytes(purpose))); }

}  // namespace lyceum
