// What is laid down when a draw opens, and can no longer be changed: the first head of the chain is made of
// it.
#pragma once

#include "base/secret/secret_key.hpp"
#include "room/word/person.hpp"

#include <set>
#include <string>

namespace lyceum::room {

// What somebody must have done, in this class, to take part.
enum class Condition : std::uint8_t {
  checked_in,
  asked,      // a question
  answered,   // a poll
  commented,  // the phrase, while the draw was open
  not_won,    // a draw
  watched,    // so many minutes
};
std::string_view condition_name(Condition condition);
std::optional<Condition> condition_from(std::string_view name);

// A round of a public source of randomness that nobody can foretell: drand (https://drand.love).
struct Beacon {
  std::string chain;  // its hash, 64 digits
  std::int64_t round = 0;
  bool operator==(const Beacon&) const = default;
};
// When the round becomes known; nothing: a chain that we do not know, or no round of it.
std::optional<Utc> known_at(const Beacon& beacon);

struct DrawRules {
  std::string prize;  // clean_text, 1 to 100 characters
  std::int64_t winners = 1;
  Utc until{};  // when nobody may enter any more; 1970: until staff closes it
  std::set<Condition> conditions;
  std::string phrase = {};   // for Condition::commented
  std::int64_t minutes = 0;  // for Condition::watched, 1 to 600
  std::optional<Beacon> beacon = {};

  bool operator==(const DrawRules&) const = default;
};

// A line for each rule, in the order above, after the draw's number and when it opened:
//
//   lyceum draw 1
//   draw 12
//   opened 1790000000000
//   until 1790000060000
//   prize 一本书
//   winners 3
//   conditions checked_in commented
//   phrase 谢谢老师
//   beacon 52db…e971 20791007
//   commitment 5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456
//
// Condition::watched stands there as "watched:10". Every line ends with a line feed; what does not apply is
// "until 0", "conditions -", "phrase -", "beacon -".
std::string opening_text(const DrawRules& rules, Stamp opened, const Digest& commitment);

}  // namespace lyceum::room
