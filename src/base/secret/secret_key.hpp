// A 256-bit key, what is derived from it, and how secrets are compared.
#pragma once

#include "base/bytes/bytes.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace lyceum {

using Digest = std::array<std::uint8_t, 32>;

// SHA-256 (FIPS 180-4): how tokens of 128 bits and more are stored.
Digest sha256(ByteView bytes);

// The same, of bytes that come in pieces. finish() once.
class Sha256 {
 public:
  Sha256();
  void add(ByteView bytes);
  Digest finish();

 private:
  alignas(8) std::array<std::uint8_t, 104> state_{};  // libsodium's, whose header stays in the .cpp file
};

// In a time that does not depend on where they differ. Different lengths are different.
bool equal_secret(ByteView a, ByteView b);

// Overwritten when destroyed. Never logged, never printed.
class SecretKey {
 public:
  static constexpr std::size_t kSize = 32;

  explicit SecretKey(std::span<const std::uint8_t, kSize> bytes);
  static SecretKey random();
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();

  // HMAC-SHA256 (RFC 2104).
  Digest mac(ByteView message) const;
  // Another key for one purpose ("stream key", "viewer token"): knowing it says nothing about this one.
  SecretKey derive(std::string_view purpose) const;
  std::span<const std::uint8_t, kSize> bytes() const { return bytes_; }

 private:
  std::array<std::uint8_t, kSize> bytes_;
};

}  // namespace lyceum
