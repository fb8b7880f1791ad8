// Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header): the same write sent again gets the first
// answer.
//
//   begin → Stored: answer with it, do nothing.   begin → New: do the work, then finish (or abandon, when
//   nothing happened and the same request may be tried again).
// A key that was begun and never finished (the server died) is free again after a minute. Kept for 72 hours.
#pragma once

#include "base/secret/secret_key.hpp"
#include "store/database/database.hpp"

#include <optional>
#include <string>

namespace lyceum::store {

struct StoredAnswer {
  int status = 0;
  std::string type;  // Content-Type
  std::string body;
};

// Of a request that ended with this status, and this error if any: 429 and 5xx did nothing. But nobody knows
// when a commit lost its answer (store_uncertain): that answer is kept, so that nothing happens twice.
bool did_nothing(int status, const Error* error);

class IdempotencyKeys {
 public:
  static constexpr std::size_t kKeyMax = 255;
  static constexpr std::chrono::hours kLife{72};
  static constexpr std::chrono::seconds kAbandonedAfter{60};

  IdempotencyKeys(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  // nullopt: new. `account` 0: nobody signed in. `request` is sha256 of method, target and body.
  // Refusals: idempotency_mismatch 422 (same key, other request), idempotency_busy 409 (still at work),
  // idempotency_invalid 400 (not 1 to 255 visible ASCII characters).
  Task<Result<std::optional<StoredAnswer>>> begin(std::string key, AccountId account, Digest request);
  Task<Result<void>> finish(std::string key, AccountId account, StoredAnswer answer);
  Task<Result<void>> abandon(std::string key, AccountId account);
  // Call now and then (every hour).
  Task<Result<void>> sweep();

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace lyceum::store
