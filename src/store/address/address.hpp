// The setting store.url: where the database is.
//
//   (empty)                                     lyceum.db in the data folder
//   postgresql://USER:PASSWORD@HOST:PORT/NAME   a PostgreSQL server; postgres:// too, and everything that
//   libpq
//                                               reads after it (section 34.1.1.2 of PostgreSQL's manual)
#pragma once

#include "base/result/result.hpp"

#include <string>
#include <string_view>

namespace lyceum::store {

inline bool names_postgres(std::string_view url) { return !url.empty(); }

// Fails with a sentence, in which the address does not stand: another scheme, or a character that would make
// libpq take a part of the password for something else, and say it in its messages.
Result<void> check_store_url(std::string_view url);

// For logs, messages and `lyceum config`: the password is ***, and so is every parameter that is not known to
// be harmless. Also good for an address that check_store_url refuses.
std::string without_password(std::string_view url);

}  // namespace lyceum::store
