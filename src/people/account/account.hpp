// A person on this site.
#pragma once

#include "base/names/id.hpp"
#include "base/time/clock.hpp"

#include <optional>
#include <string>

namespace lyceum::people {

struct Account {
  AccountId id;
  std::string login;  // normalised (people/account/rules.hpp); unique
  std::string name;   // shown to everybody; not unique
  bool is_operator = false;
  bool is_lecturer = false;
  Utc created_at;
  std::optional<Utc> blocked_at = {};  // an operator shut it: cannot sign in, sees nothing
  std::string blocked_why = {};        // in the operator's words; told to the person
};

}  // namespace lyceum::people
