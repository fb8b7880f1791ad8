// The audit log: who did what to whom. Written in the unit that does it.
#pragma once

#include "store/database/database.hpp"

#include <string>
#include <string_view>

namespace lyceum::store {

// `action` is a stable name ("account.flags"), `subject` an id, `detail` a short text without secrets.
Result<void> audit(Transaction& tx, Utc now, AccountId by, std::string_view action,
                   const std::string& subject, const std::string& detail = {});

}  // namespace lyceum::store
