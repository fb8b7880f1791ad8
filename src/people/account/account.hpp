// A person on this site.
#pragma once

#include "base/names/id.hpp"
#include "base/time/clock.hpp"

#include <string>

namespace lyceum::people {

struct Account {
  AccountId id;
  std::string login;  // normalised (people/account/rules.hpp); unique
  std::string name;   // shown to everybody; not unique
  bool is_operator = false;
  bool is_lecturer = false;
  Utc created_at;
};

}  // namespace lyceum::people
