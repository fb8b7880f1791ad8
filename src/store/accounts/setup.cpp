#include "store/accounts/setup.hpp"

#include "base/secret/base64url.hpp"
#include "people/account/refusal.hpp"
#include "store/accounts/rows.hpp"
#include "store/audit/audit.hpp"

namespace lyceum::store {
namespace {

using people::Refusal;
using people::refuse;

Result<bool> operator_exists(Transaction& tx) {
  LYCEUM_TRY(const auto rows, tx.query("SELECT 1 FROM account WHERE is_operator = 1 AND deleted_us IS NULL "
                                       "AND blocked_us IS NULL LIMIT 1"));
  return !rows.empty();
}

}  // namespace

Task<Result<bool>> Setup::has_operator() { return database_.read(operator_exists); }

Task<Result<void>> Setup::put_link(Digest link_hash) {
  return database_.write([link_hash](Transaction& tx) -> Result<void> {
    LYCEUM_TRY(const bool done, operator_exists(tx));
    if (done) return Failure(refuse(Refusal::setup_done));
    LYCEUM_CHECK(
        tx.query("INSERT INTO setting(name, value) VALUES ('setup_link', $1) "
                 "ON CONFLICT(name) DO UPDATE SET value = $1",
                 base64url_encode(link_hash)));
    return {};
  });
}

Task<Result<void>> Setup::redeem(Digest link_hash, people::NewAccount first) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_TRY(const bool done, operator_exists(tx));
    if (done) return Failure(refuse(Refusal::setup_done));
    LYCEUM_TRY(const auto used, tx.query("DELETE FROM setting WHERE name = 'setup_link' AND value = $1",
                                         base64url_encode(link_hash)));
    if (used.changed() == 0) return Failure(refuse(Refusal::link_invalid));
    LYCEUM_CHECK(insert_account(tx, first));
    return audit(tx, first.account.created_at, Actor{first.account.id, {}}, "site.setup",
                 first.account.id.str());
  });
}

}  // namespace lyceum::store
