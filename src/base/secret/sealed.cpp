#include "base/secret/sealed.hpp"

#include "base/secret/random.hpp"

#include <array>

#include <sodium.h>

namespace lyceum {
namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
static_assert(kSealedExtra == nonce_size + crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == SecretKey::kSize);

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

// `out` begins with the nonce.
Bytes sealed_with(Bytes out, const SecretKey& key, ByteView clear, std::string_view place) {
  out.resize(clear.size() + kSealedExtra);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + nonce_size, nullptr, clear.data(), clear.size(),
                                             bytes_of(place), place.size(), nullptr, out.data(),
                                             key.bytes().data());
  return out;
}

}  // namespace

Bytes seal_bytes(const SecretKey& key, ByteView clear, std::string_view place) {
  return sealed_with(random_bytes(nonce_size), key, clear, place);
}

Bytes seal_bytes_alike(const SecretKey& key, ByteView clear, std::string_view place) {
  Bytes said(place.begin(), place.end());
  said.push_back(0);  // no place holds one
  said.insert(said.end(), clear.begin(), clear.end());
  const Digest nonce = key.derive("lyceum seal nonce 1").mac(said);
  return sealed_with(Bytes(nonce.begin(), nonce.begin() + nonce_size), key, clear, place);
}

std::optional<Bytes> open_bytes(const SecretKey& key, ByteView sealed, std::string_view place) {
  if (sealed.size() < kSealedExtra) return std::nullopt;
  Bytes clear(sealed.size() - kSealedExtra);
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      clear.data(), nullptr, nullptr, sealed.data() + nonce_size, sealed.size() - nonce_size, bytes_of(place),
      place.size(), sealed.data(), key.bytes().data());
  if (opened != 0) return std::nullopt;
  return clear;
}

std::optional<SecretKey> key_from_hex(std::string_view digits) {
  std::array<std::uint8_t, SecretKey::kSize> bytes{};
  std::size_t count = 0;
  const bool read =
      digits.size() == 2 * bytes.size() &&
      sodium_hex2bin(bytes.data(), bytes.size(), digits.data(), digits.size(), nullptr, &count, nullptr) == 0;
  std::optional<SecretKey> key;
  if (read && count == bytes.size()) key.emplace(std::span<const std::uint8_t, SecretKey::kSize>(bytes));
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

void wipe(std::span<char> secret) { sodium_memzero(secret.data(), secret.size()); }

}  // namespace lyceum
