// What is done through the API and has to stand in the audit log.
#pragma once

#include "api/lesson/services.hpp"

#include <string>

namespace lyceum::api {

// Written after it has been done; what cannot be written is told in the server's log. `action`: site/audit.
Task<void> note(LessonServices services, AccountId by, std::string address, std::string action,
                std::string subject = {}, std::string detail = {});

}  // namespace lyceum::api
