// Accounts and sessions, put together; used by the server and by `lyceum admin`.
#pragma once

#include "app/stores/stores.hpp"
#include "people/session/people.hpp"

namespace lyceum::app {

// The version of /terms that people consent to; a new text is a new version.
inline constexpr std::string_view kTermsVersion = "2026-11";

struct PeopleSide {
  PeopleSide(Stores& stores, const Clock& clock)
      : sessions(stores.sessions, clock),
        needs{stores.accounts, stores.sessions, stores.passwords, stores.setup, hasher, sessions, clock},
        sign_in(needs),
        registrar(needs, std::string(kTermsVersion)),
        passwords(needs),
        desk(needs, passwords) {}

  people::PasswordHasher hasher;
  people::Sessions sessions;
  people::Needs needs;
  people::SignIn sign_in;
  people::Registrar registrar;
  people::Passwords passwords;
  people::AccountDesk desk;
};

}  // namespace lyceum::app
