// The audit log as a table for other programs (RFC 4180).
#pragma once

#include "site/audit/audit.hpp"

#include <string>

namespace lyceum::site {

// The first line.
std::string audit_csv_head();
// A line each. `time`: how a time is written.
std::string audit_csv(const std::vector<AuditEntry>& entries, std::string (*time)(Utc));

}  // namespace lyceum::site
