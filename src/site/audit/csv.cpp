#include "site/audit/csv.hpp"

#include "base/text/csv.hpp"

namespace lyceum::site {

std::string audit_csv_head() { return "time,person,name,address,action,subject,subject_name,detail\r\n"; }

std::string audit_csv(const std::vector<AuditEntry>& entries, std::string (*time)(Utc)) {
  std::string lines;
  for (const AuditEntry& entry : entries) {
    const std::string by = entry.by ? entry.by.str() : std::string();
    lines += csv_field(time(entry.at));
    for (const std::string* text : {&by, &entry.by_name, &entry.address, &entry.action, &entry.subject,
                                    &entry.subject_name, &entry.detail})
      lines += ',' + csv_field(*text);
    lines += "\r\n";
  }
  return lines;
}

}  // namespace lyceum::site
