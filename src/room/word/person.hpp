// Who someone is in a room, and what they may do there. Decided outside (roles, access); the room only obeys
// it.
#pragma once

#include "base/names/id.hpp"
#include "base/names/role.hpp"
#include "base/time/clock.hpp"

#include <optional>
#include <string>

namespace lyceum::room {

struct Person {
  AccountId id;
  std::string name;  // as shown, UTF-8
  Role role = Role::learner;

  bool operator==(const Person&) const = default;
};

// An account that is new to the site, in a lesson where it has no place of its own. What it may do:
// room/moderation.
struct Newcomer {
  Utc until;            // from then on it is as any other
  bool review = false;  // what it writes is shown after staff has looked

  bool operator==(const Newcomer&) const = default;
};

// The author of a command. Nobody signed in: no person, may not speak.
struct Standing {
  std::optional<Person> person;
  bool may_speak = false;
  bool may_moderate = false;  // staff: lecturer, assistants, operators
  std::optional<Newcomer> newcomer = std::nullopt;

  bool operator==(const Standing&) const = default;
};

// Who receives an event. `staff` sees everything but what only the record knows.
enum class Audience : std::uint8_t { everyone, staff, record };

// May someone of the audience `reader`, everyone or staff, see an event of that audience?
constexpr bool sees(Audience reader, Audience event) { return event <= reader; }

// Where and when an event stands in the record.
struct Stamp {
  Offset n = 0;
  Utc t;
};

}  // namespace lyceum::room
