// What the calls of the operator's pages work with. References, so it is copied freely.
#pragma once

#include "api/door/door.hpp"
#include "api/lesson/note.hpp"
#include "api/lesson/services.hpp"
#include "money/access/access.hpp"
#include "people/session/people.hpp"
#include "people/session/teaching_desk.hpp"
#include "site/audit/audit.hpp"
#include "site/settings/settings.hpp"

namespace lyceum::api {

struct OperatorServices {
  LessonServices lessons;
  people::AccountDesk& accounts;
  people::TeachingDesk& teaching;
  const site::Settings& settings;
  money::AccessChanges& changes;
  site::AuditLog& audit;
  const Clock& clock;
};

inline net::Language language_of(const net::Request& request) {
  return net::preferred_language(request.header("Accept-Language"));
}

// The account named by {id} in the path. Refusal: account_not_found.
Result<AccountId> account_param(const net::Request& request);

// Routes below /api/v1/operator and those of /accounts/{id} that are an operator's. Everything outlives the
// router.
void add_operator_live_routes(net::Router& router, Door& door, OperatorServices services);
void add_operator_lesson_routes(net::Router& router, Door& door, OperatorServices services);
void add_operator_people_routes(net::Router& router, Door& door, OperatorServices services);
void add_application_routes(net::Router& router, Door& door, OperatorServices services);
void add_operator_log_routes(net::Router& router, Door& door, OperatorServices services);

}  // namespace lyceum::api
