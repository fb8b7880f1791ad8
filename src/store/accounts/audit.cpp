#include "store/accounts/audit.hpp"

#include "base/secret/random.hpp"

namespace lyceum::store {

Result<void> audit(Transaction& tx, Utc now, AccountId by, std::string_view action,
                   const std::string& subject, const std::string& detail) {
  LYCEUM_CHECK(tx.query(
      "INSERT INTO audit(id, at_us, account_id, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)",
      random_between(1, (std::int64_t{1} << 53) - 1), now, by, action, subject, detail));
  return {};
}

}  // namespace lyceum::store
