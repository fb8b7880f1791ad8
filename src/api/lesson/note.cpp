#include "api/lesson/note.hpp"

#include "base/log/log.hpp"

namespace lyceum::api {

Task<void> note(LessonServices s, AccountId by, std::string address, std::string action, std::string subject,
                std::string detail) {
  site::AuditNote entry{.at = s.clock.utc(),
                        .by = {by, std::move(address)},
                        .action = std::move(action),
                        .subject = std::move(subject),
                        .detail = std::move(detail)};
  const std::string what = entry.action + " " + entry.subject;
  if (auto noted = co_await s.audit.note(std::move(entry)); !noted)
    log_error("audit log not written", {{"action", what}, {"why", noted.error().detail}});
}

}  // namespace lyceum::api
