#include "site/audit/csv.hpp"

namespace lyceum::site {

std::string csv_field(std::string_view text) {
  std::string field = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    field += '\'';
  for (const char c : text) {
    if (c == '"') field += '"';
    field += c;
  }
  return field + '"';
}

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
