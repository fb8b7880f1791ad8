// Accounts and sessions, put together; used by the server and by `lyceum admin`.
#pragma once

#include "app/stores/stores.hpp"
#include "people/session/people.hpp"
#include "people/session/teaching_desk.hpp"

#include <functional>
#include <string>

namespace lyceum::app {

// The version of /terms that people consent to; a new text is a new version.
inline constexpr std::string_view kTermsVersion = "2026-11-27";

struct PeopleSide {
  // `terms_version`: asked whenever somebody registers.
  PeopleSide(
      Stores& stores, const Clock& clock,
      std::function<std::string()> terms_version = [] { return std::string(kTermsVersion); })
      : sessions(stores.sessions, clock),
        needs{stores.accounts, stores.sessions, stores.passwords, stores.setup, hasher, sessions, clock},
        sign_in(needs),
        registrar(needs, std::move(terms_version)),
        passwords(needs),
        desk(needs, passwords),
        teaching(needs, stores.applications) {}

  people::PasswordHasher hasher;
  people::Sessions sessions;
  people::Needs needs;
  people::SignIn sign_in;
  people::Registrar registrar;
  people::Passwords passwords;
  people::AccountDesk desk;
  people::TeachingDesk teaching;
};

}  // namespace lyceum::app
