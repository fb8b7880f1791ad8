// The secret that an encoder shows: derived from the server's secret, not stored.
//
// "sk-" and 36 characters of base64url: lesson u56, then the first 160 bits of HMAC-SHA256(key, lesson,
// version). The lesson in it makes the lookup direct; the dash keeps it from ever being a lesson's number,
// its length from being a viewer's or session's token. Never logged.
#pragma once

#include "base/names/id.hpp"
#include "base/secret/secret_key.hpp"
#include "base/time/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::lesson {

// Which keys of a lesson are good.
struct KeyState {
  std::int64_t version = 1;
  std::optional<Utc>
      previous_until;  // the key of version - 1, while a lecturer changes the encoder's settings
};

class StreamKeys {
 public:
  explicit StreamKeys(const SecretKey& server_secret) : key_(server_secret.derive("lyceum stream key 1")) {}

  std::string key(LessonId lesson, std::int64_t version) const;
  // The lesson that a key claims to be for; nullopt: not a key by its form. Proves nothing.
  static std::optional<LessonId> claimed_lesson(std::string_view key);
  // Constant time in the secret part.
  bool verify(std::string_view key, LessonId lesson, const KeyState& state, Utc now) const;

 private:
  SecretKey key_;
};

}  // namespace lyceum::lesson
