#include "wire/rtmp/digest.hpp"

#include <algorithm>
#include <string_view>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace lyceum::rtmp {
namespace {

constexpr std::string_view player_key = "Genuine Adobe Flash Player 001";
constexpr std::string_view server_name = "Genuine Adobe Flash Media Server 001";
// The full keys end with these same 32 bytes.
constexpr std::array<std::uint8_t, 32> key_tail{
    0xF0, 0xEE, 0xC2, 0x4A, 0x80, 0x68, 0xBE, 0xE8, 0x2E, 0x00, 0xD0, 0xD1, 0x02, 0x9E, 0x7E, 0x57,
    0x6E, 0xEC, 0x5D, 0x2D, 0x29, 0x80, 0x6F, 0xAB, 0x93, 0xB8, 0xE6, 0x36, 0xCF, 0xEB, 0x31, 0xAE};

Digest hmac_sha256(ByteView key, ByteView first, ByteView second = {}) {
  Bytes message(first.begin(), first.end());
  message.insert(message.end(), second.begin(), second.end());
  Digest digest{};
  unsigned int size = digest_size;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), digest.data(),
       &size);
  return digest;
}

std::size_t digest_position(ByteView block, DigestScheme scheme) {
  const std::size_t part = scheme == DigestScheme::key_first ? 772 : 8;
  const std::size_t sum = std::size_t{0} + block[part] + block[part + 1] + block[part + 2] + block[part + 3];
  return part + 4 + sum % 728;
}

// Over the block without the digest itself.
Digest digest_of(ByteView block, std::size_t position, std::string_view key) {
  return hmac_sha256(as_bytes(key), block.first(position), block.subspan(position + digest_size));
}

}  // namespace

std::optional<FoundDigest> find_client_digest(ByteView c1) {
  for (const DigestScheme scheme : {DigestScheme::key_first, DigestScheme::digest_first}) {
    const std::size_t position = digest_position(c1, scheme);
    const Digest digest = digest_of(c1, position, player_key);
    if (std::equal(digest.begin(), digest.end(), c1.begin() + static_cast<std::ptrdiff_t>(position)))
      return FoundDigest{scheme, digest};
  }
  return std::nullopt;
}

void sign_server_block(std::span<std::uint8_t> s1, DigestScheme scheme) {
  const std::size_t position = digest_position(s1, scheme);
  const Digest digest = digest_of(s1, position, server_name);
  std::copy(digest.begin(), digest.end(), s1.begin() + static_cast<std::ptrdiff_t>(position));
}

void sign_server_answer(std::span<std::uint8_t> s2, const Digest& client_digest) {
  Bytes server_key(as_bytes(server_name).begin(), as_bytes(server_name).end());
  server_key.insert(server_key.end(), key_tail.begin(), key_tail.end());
  const Digest key = hmac_sha256(server_key, client_digest);
  const Digest answer = hmac_sha256(key, s2.first(handshake_block - digest_size));
  std::copy(answer.begin(), answer.end(), s2.end() - digest_size);
}

}  // namespace lyceum::rtmp
