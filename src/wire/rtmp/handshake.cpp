#include "wire/rtmp/handshake.hpp"

#include <algorithm>

namespace lyceum::rtmp {
namespace {

constexpr std::uint8_t version = 3;

std::size_t take(ByteView& input, std::size_t wanted, Bytes* into) {
  const std::size_t taken = std::min(wanted, input.size());
  if (into) into->insert(into->end(), input.begin(), input.begin() + static_cast<std::ptrdiff_t>(taken));
  input = input.subspan(taken);
  return taken;
}

// Collects version and block 1. True when they are complete.
Result<bool> take_first(ByteView& input, Bytes& first) {
  take(input, 1 + handshake_block - first.size(), &first);
  if (!first.empty() && first[0] != version)
    return Failure(malformed("rtmp_handshake", "version " + std::to_string(first[0])));
  return first.size() == 1 + handshake_block;
}

}  // namespace

Result<Bytes> ServerHandshake::on_bytes(ByteView& input) {
  if (answered_) {
    skipped_ += take(input, handshake_block - skipped_, nullptr);
    return Bytes();
  }
  LYCEUM_TRY(const bool complete, take_first(input, first_));
  if (!complete) return Bytes();
  answered_ = true;
  Bytes reply = answer();
  first_ = Bytes();
  random_ = Bytes();
  skipped_ = take(input, handshake_block, nullptr);
  return reply;
}

Bytes ServerHandshake::answer() {
  const ByteView c1 = ByteView(first_).subspan(1);
  Bytes reply(1 + 2 * handshake_block, version);
  const std::span<std::uint8_t> s1 = std::span(reply).subspan(1, handshake_block);
  const std::span<std::uint8_t> s2 = std::span(reply).subspan(1 + handshake_block);
  std::copy_n(random_.begin(), handshake_block, s1.begin());
  std::fill_n(s1.begin(), 8, std::uint8_t{0});  // time, version: both 0 in the plain form
  const bool claims_digest =
      std::any_of(c1.begin() + 4, c1.begin() + 8, [](std::uint8_t byte) { return byte != 0; });
  const auto found = claims_digest ? find_client_digest(c1) : std::nullopt;
  if (!found) {
    std::copy(c1.begin(), c1.end(), s2.begin());
    return reply;
  }
  const std::array<std::uint8_t, 4> server_version{5, 0, 1, 1};
  std::copy(server_version.begin(), server_version.end(), s1.begin() + 4);
  sign_server_block(s1, found->scheme);
  std::copy_n(random_.begin() + handshake_block, handshake_block, s2.begin());
  sign_server_answer(s2, found->digest);
  return reply;
}

Bytes ClientHandshake::hello() const {
  Bytes hello(1 + handshake_block, version);
  std::copy_n(random_.begin(), handshake_block, hello.begin() + 1);
  std::fill_n(hello.begin() + 1, 8, std::uint8_t{0});
  return hello;
}

Result<Bytes> ClientHandshake::on_bytes(ByteView& input) {
  if (answered_) {
    skipped_ += take(input, handshake_block - skipped_, nullptr);
    return Bytes();
  }
  LYCEUM_TRY(const bool complete, take_first(input, first_));
  if (!complete) return Bytes();
  answered_ = true;
  skipped_ = take(input, handshake_block, nullptr);
  return Bytes(first_.begin() + 1, first_.end());
}

}  // namespace lyceum::rtmp
