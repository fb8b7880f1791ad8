// Accounts and sessions as rows: what several repositories share inside their units.
#pragma once

#include "people/account/repository.hpp"
#include "store/database/database.hpp"

#include <optional>

namespace lyceum::store {

// The columns of an account, in the order read_account() wants them. Put after SELECT … or RETURNING ….
#define LYCEUM_ACCOUNT_COLUMNS \
  "id, login, name, is_operator, is_lecturer, created_us, blocked_us, blocked_why"
people::Account read_account(const Row& row, std::size_t from = 0);

Result<std::optional<people::Account>> find_account(Transaction& tx, AccountId id);
// Refusal: login_taken.
Result<void> insert_account(Transaction& tx, const people::NewAccount& account);
Result<void> insert_session(Transaction& tx, const people::SessionRecord& session);
// Refusal: account_not_found.
Result<void> set_password(Transaction& tx, AccountId id, const std::string& password_hash);

}  // namespace lyceum::store
