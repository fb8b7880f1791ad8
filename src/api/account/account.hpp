// Calls about oneself and, for operators, about others: site, setup, accounts, sessions, passwords.
#pragma once

#include "api/door/door.hpp"
#include "money/access/access.hpp"
#include "people/session/people.hpp"

#include <string>

namespace lyceum::api {

// What GET /site tells everybody.
struct SiteFacts {
  std::string name, version, terms_version, public_url;
  bool everybody_teaches = false;
  bool open_registration = true;
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
};

// Everything outlives the router.
void add_account_routes(net::Router& router, Door& door, AccountServices services);

}  // namespace lyceum::api
