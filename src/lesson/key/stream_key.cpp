#include "lesson/key/stream_key.hpp"

#include "base/bytes/writer.hpp"
#include "base/secret/base64url.hpp"

namespace lyceum::lesson {
namespace {

constexpr std::string_view kPrefix = "sk-";
constexpr std::size_t kLessonSize = 7, kMacSize = 20;
constexpr std::size_t kTextSize = (kLessonSize + kMacSize) / 3 * 4;  // 27 bytes → 36 characters
static_assert((kLessonSize + kMacSize) % 3 == 0);

// The 27 bytes of a key; nullopt: not a key by its form.
std::optional<Bytes> body_of(std::string_view key) {
  if (key.size() != kPrefix.size() + kTextSize || !key.starts_with(kPrefix)) return std::nullopt;
  return base64url_decode(key.substr(kPrefix.size()));
}

Bytes body(const SecretKey& secret, LessonId lesson, std::int64_t version) {
  const auto number = static_cast<std::uint64_t>(lesson.value);
  ByteWriter message(16);
  message.u64(number);
  message.u64(static_cast<std::uint64_t>(version));
  const Digest mac = secret.mac(message.view());
  ByteWriter bytes(kLessonSize + kMacSize);
  bytes.u24(number >> 32);
  bytes.u32(number & 0xFFFF'FFFFu);
  bytes.append(ByteView(mac).first(kMacSize));
  return bytes.take();
}

}  // namespace

std::string StreamKeys::key(LessonId lesson, std::int64_t version) const {
  return std::string(kPrefix) + base64url_encode(body(key_, lesson, version));
}

std::optional<LessonId> StreamKeys::claimed_lesson(std::string_view key) {
  const auto bytes = body_of(key);
  if (!bytes) return std::nullopt;
  std::int64_t number = 0;
  for (std::size_t i = 0; i < kLessonSize; ++i) number = number << 8 | (*bytes)[i];
  if (number <= 0 || number >= std::int64_t{1} << 53) return std::nullopt;
  return LessonId{number};
}

bool StreamKeys::verify(std::string_view key, LessonId lesson, const KeyState& state, Utc now) const {
  const auto bytes = body_of(key);
  if (!bytes) return false;
  const bool current = equal_secret(*bytes, body(key_, lesson, state.version));
  const bool previous = equal_secret(*bytes, body(key_, lesson, state.version - 1));
  return current || (previous && state.previous_until && now < *state.previous_until);
}

}  // namespace lyceum::lesson
