// The repositories over one database: what the domains asked store/ for.
#pragma once

#include "store/accounts/accounts.hpp"
#include "store/accounts/applications.hpp"
#include "store/accounts/passwords.hpp"
#include "store/accounts/sessions.hpp"
#include "store/accounts/setup.hpp"
#include "store/audit/audit.hpp"
#include "store/bars/bars.hpp"
#include "store/documents/documents.hpp"
#include "store/entitlements/entitlements.hpp"
#include "store/idempotency/idempotency.hpp"
#include "store/ledger/ledger.hpp"
#include "store/lessons/lessons.hpp"
#include "store/lessons/members.hpp"
#include "store/pictures/pictures.hpp"
#include "store/replays/replays.hpp"
#include "store/replays/retention.hpp"
#include "store/replies/replies.hpp"
#include "store/room_log/room_log.hpp"
#include "store/site/settings.hpp"
#include "store/stays/stays.hpp"
#include "store/uploads/uploads.hpp"

namespace lyceum::app {

struct Stores {
  Stores(store::Database& database, const Clock& clock)
      : accounts(database),
        sessions(database),
        passwords(database),
        setup(database),
        lessons(database),
        members(database),
        entitlements(database),
        bars(database),
        ledger(database),
        replays(database),
        retention(database, clock),
        replies(database),
        stays(database),
        pictures(database),
        uploads(database),
        documents(database),
        answers(database, clock),
        audit(database),
        applications(database),
        site(database),
        room_log(store::make_room_log(database)) {}

  store::Accounts accounts;
  store::Sessions sessions;
  store::Passwords passwords;
  store::Setup setup;
  store::Lessons lessons;
  store::Members members;
  store::Entitlements entitlements;
  store::Bars bars;
  store::Ledgers ledger;
  store::Replays replays;
  store::Retention retention;
  store::Replies replies;
  store::Stays stays;
  store::Pictures pictures;
  store::Uploads uploads;
  store::Documents documents;
  store::IdempotencyKeys answers;
  store::AuditLog audit;
  store::Applications applications;
  store::SiteSettings site;
  std::unique_ptr<room::RoomLog> room_log;
};

}  // namespace lyceum::app
