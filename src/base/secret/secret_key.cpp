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

namespace {
crypto_hash_sha256_state* state_in(std::array<std::uint8_t, 104>& memory) {
  static_assert(sizeof(crypto_hash_sha256_state) <= 104 && alignof(crypto_hash_sha256_state) <= 8);
  return reinterpret_cast<crypto_hash_sha256_state*>(memory.data());
}
}  // namespace

Sha256::Sha256() { crypto_hash_sha256_init(state_in(state_)); }
void Sha256::add(ByteView bytes) { crypto_hash_sha256_update(state_in(state_), bytes.data(), bytes.size()); }

Digest Sha256::finish() {
  Digest digest;
  crypto_hash_sha256_final(state_in(state_), digest.data());
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
