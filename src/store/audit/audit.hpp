// The audit log in the database: who did what to whom, when, from where. Append-only: nothing here changes or
// removes a row. What the store itself does is written in the unit that does it.
#pragma once

#include "base/names/actor.hpp"
#include "site/audit/audit.hpp"
#include "store/database/database.hpp"

#include <string>
#include <string_view>

namespace lyceum::store {

// `action` is one of site/audit's, `subject` an id or empty, `detail` a short text without secrets.
Result<void> audit(Transaction& tx, Utc now, const Actor& by, std::string_view action,
                   const std::string& subject, const std::string& detail = {});

class AuditLog final : public site::AuditLog {
 public:
  explicit AuditLog(Database& database) : database_(database) {}

  Task<Result<void>> note(site::AuditNote note) override;
  Task<Result<site::AuditPage>> list(site::AuditQuery query) override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
