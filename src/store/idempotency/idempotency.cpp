#include "store/idempotency/idempotency.hpp"

#include "store/database/refusal.hpp"

#include <algorithm>
#include <array>

namespace lyceum::store {
namespace {

enum class No { invalid, mismatch, busy };

Error refuse(No why) {
  static const std::array<Error, 3> errors{{
      {400,
       "idempotency_invalid",
       "An Idempotency-Key has 1 to 255 visible ASCII characters.",
       "Idempotency-Key 须为 1 至 255 个可见 ASCII 字符。",
       {},
       0},
      {422,
       "idempotency_mismatch",
       "This Idempotency-Key was used for another request.",
       "该 Idempotency-Key 已用于其他请求。",
       {},
       0},
      {409,
       "idempotency_busy",
       "The same request is still being worked on.",
       "相同的请求正在处理中。",
       {},
       1000},
  }};
  return errors.at(static_cast<std::size_t>(why));
}

struct Call {
  std::string key;
  AccountId account;
  Digest request;
  Utc now;
};

Result<void> put_new(Transaction& tx, const Call& call) {
  LYCEUM_CHECK(
      tx.query("INSERT INTO idempotency(account_id, name, request, begun_us, status, type, body) "
               "VALUES ($1, $2, $3, $4, 0, '', '') ON CONFLICT(account_id, name) DO UPDATE SET request = $3, "
               "begun_us = $4, status = 0, type = '', body = ''",
               call.account, call.key, ByteView(call.request), call.now));
  return {};
}

Result<std::optional<StoredAnswer>> begin_in(Transaction& tx, const Call& call) {
  LYCEUM_TRY(const auto rows, tx.query("SELECT request, begun_us, status, type, body FROM idempotency "
                                       "WHERE account_id = $1 AND name = $2",
                                       call.account, call.key));
  if (!rows.empty() && call.now - rows[0].utc(1) < IdempotencyKeys::kLife) {
    const Row row = rows[0];
    if (!std::ranges::equal(row.bytes(0), call.request)) return Failure(refuse(No::mismatch));
    if (row.integer(2) != 0) return StoredAnswer{static_cast<int>(row.integer(2)), row.text(3), row.text(4)};
    if (call.now - row.utc(1) < IdempotencyKeys::kAbandonedAfter) return Failure(refuse(No::busy));
  }
  LYCEUM_CHECK(put_new(tx, call));
  return std::nullopt;
}

}  // namespace

bool did_nothing(int status, const Error* error) {
  return (status == 429 || status >= 500) && (error == nullptr || !is_uncertain(*error));
}

Task<Result<std::optional<StoredAnswer>>> IdempotencyKeys::begin(std::string key, AccountId account,
                                                                 Digest request) {
  const auto visible = [](char c) { return c > ' ' && c <= '~'; };
  if (key.empty() || key.size() > kKeyMax || !std::ranges::all_of(key, visible))
    co_return Failure(refuse(No::invalid));
  Call call{std::move(key), account, request, clock_.utc()};
  auto unit = [given = std::move(call)](Transaction& tx) { return begin_in(tx, given); };
  co_return co_await database_.write(std::move(unit));
}

Task<Result<void>> IdempotencyKeys::finish(std::string key, AccountId account, StoredAnswer answer) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(tx.query(
        "UPDATE idempotency SET status = $3, type = $4, body = $5 WHERE account_id = $1 AND name = $2",
        account, key, answer.status, answer.type, answer.body));
    return {};
  });
}

Task<Result<void>> IdempotencyKeys::abandon(std::string key, AccountId account) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(
        tx.query("DELETE FROM idempotency WHERE account_id = $1 AND name = $2 AND status = 0", account, key));
    return {};
  });
}

Task<Result<void>> IdempotencyKeys::sweep() {
  return database_.write([before = clock_.utc() - kLife](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(tx.query("DELETE FROM idempotency WHERE begun_us <= $1", before));
    return {};
  });
}

}  // namespace lyceum::store
