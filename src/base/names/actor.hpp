// Who does something, and from where: for the audit log.
#pragma once

#include "base/names/id.hpp"

#include <string>

namespace lyceum {

struct Actor {
  AccountId account;    // 0: whoever holds the machine (`lyceum admin`), or nobody
  std::string address;  // IP address; empty: the machine itself
};

}  // namespace lyceum
