// Accounts and sessions as rows: what several repositories share inside their units.
#pragma once

#include "people/account/repository.hpp"
#include "store/database/database.hpp"

#include <optional>

namespace lyceum::store {

// The columns of an account, in the order read_account() wants them. Put after SELECT … or RETURNING ….
#define LYCEUM_ACCOUNT_COLUMNS \
  "id, login, name, is_operator, is_lecturer, created_us, blocked_us, blocked_why"
// Refusal: seal_broken.
Result<people::Account> read_account(Transaction& tx, const Row& row, std::size_t from = 0);

// A login as it is stored: sealed when the database has a seal. The same login looks the same, so it is bound
// to the column and not to its row.
inline constexpr std::string_view kLoginPlace = "account.login";
// What lists of accounts are searched in. A sealed login is no part of it: it is found as a whole.
std::string search_text(const Seal& seal, const std::string& login, const std::string& name);

Result<std::optional<people::Account>> find_account(Transaction& tx, AccountId id);
// Refusal: login_taken.
Result<void> insert_account(Transaction& tx, const people::NewAccount& account);
Result<void> insert_session(Transaction& tx, const people::SessionRecord& session);
// Refusal: account_not_found.
Result<void> set_password(Transaction& tx, AccountId id, const std::string& password_hash);

}  // namespace lyceum::store
