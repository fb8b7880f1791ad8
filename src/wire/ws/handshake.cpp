#include "wire/ws/handshake.hpp"

#include <array>

#include <openssl/evp.h>
#include <openssl/sha.h>

namespace lyceum::ws {
namespace {

// At most 24 bytes: a key or a digest.
std::string base64(ByteView bytes) {
  std::array<std::uint8_t, 33> out;  // EVP_EncodeBlock ends with a NUL
  const int size = EVP_EncodeBlock(out.data(), bytes.data(), static_cast<int>(bytes.size()));
  return std::string(as_text(ByteView(out).first(static_cast<std::size_t>(size))));
}

bool is_base64_digit(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

}  // namespace

bool is_handshake_key(std::string_view key) {
  if (key.size() != 24 || !key.ends_with("==")) return false;
  for (const char c : key.substr(0, 22))
    if (!is_base64_digit(c)) return false;
  return true;
}

std::string handshake_accept(std::string_view key) {
  const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<std::uint8_t, SHA_DIGEST_LENGTH> digest;
  SHA1(as_bytes(text).data(), text.size(), digest.data());
  return base64(digest);
}

std::string handshake_key(ByteView sixteen_random_bytes) { return base64(sixteen_random_bytes.first(16)); }

}  // namespace lyceum::ws
