// The token in an HLS or FLV path. It names a viewer session (one player of one person watching one lesson)
// and never changes while someone watches; whether that session may still watch is the lease's business
// (lease_table.hpp).
//
// 60 characters of base64url: format u8 = 1, lesson u64, account u64 (0: nobody), viewer u64, issued at u32
// (seconds UTC), then the first 128 bits of HMAC-SHA256 over all that. Nothing in it is secret; it is only
// hard to forge.
#pragma once

#include "base/names/id.hpp"
#include "base/result/result.hpp"
#include "base/secret/secret_key.hpp"
#include "base/time/clock.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace lyceum::money {

struct Viewer {
  LessonId lesson;
  AccountId account;  // 0: nobody
  ViewerId viewer;
  Utc issued_at;  // whole seconds

  bool operator==(const Viewer&) const = default;
};

class ViewerTokens {
 public:
  static constexpr std::chrono::hours kLife{12};

  explicit ViewerTokens(const SecretKey& server_secret)
      : key_(server_secret.derive("lyceum viewer token 1")) {}

  std::string issue(const Viewer& viewer) const;
  // Also checks that it is for `lesson`. Refusals: token_invalid, token_expired. Constant time in the MAC.
  Result<Viewer> verify(std::string_view token, LessonId lesson, Utc now) const;

 private:
  SecretKey key_;
};

}  // namespace lyceum::money
