// Calls about oneself and, for operators, about others: site, setup, accounts, sessions, passwords.
#pragma once

#include "api/door/door.hpp"
#include "money/access/access.hpp"
#include "people/session/people.hpp"
#include "site/settings/settings.hpp"

#include <string>

namespace lyceum::api {

// What of GET /site does not change while the server runs.
struct SiteFacts {
  std::string version, public_url;
  std::uint16_t rtmp_port = 0;
};

struct AccountServices {
  people::SignIn& sign_in;
  people::Registrar& registrar;
  people::Passwords& passwords;
  people::AccountDesk& desk;
  people::Sessions& sessions;
  money::AccessChanges& changes;
  const SiteFacts& site;
  const site::Settings& settings;
};

// Everything outlives the router.
void add_account_routes(net::Router& router, Door& door, AccountServices services);

}  // namespace lyceum::api
