// What a poll asks and how it is held. A quiz is a poll with right answers and points.
#pragma once

#include "room/word/json.hpp"

#include <chrono>
#include <vector>

namespace lyceum::room {

// scale: one step from 1 to 5. text: everybody says a word, and the room sees a cloud of them.
enum class PollKind : std::uint8_t { single, multiple, scale, text };

std::string_view poll_kind_name(PollKind kind);

struct Poll {
  static constexpr std::size_t options_max = 10;
  static constexpr std::size_t scale_steps = 5;

  PollKind kind = PollKind::single;
  std::string title;
  std::vector<std::string> options = {};  // single and multiple
  std::chrono::seconds timer{0};          // 15 to 1800; 0: it is open until somebody closes it
  bool live = true;         // everybody sees the results while it is open; else when it is closed
  bool anonymous = false;   // staff do not see who chose what
  bool changeable = false;  // an answer may be changed until it is closed
  std::vector<std::int64_t> right = {};  // of a quiz: options, ascending
  std::int64_t points = 0;               // of a quiz: 1 to 1000
  bool bonus = false;                    // of a quiz with a timer: who is quick gets more; see points_for

  bool operator==(const Poll&) const = default;

  // Everybody knows that it is one, and only staff which answers are right.
  bool quiz() const { return points > 0; }
  // How many things there are to choose from; they are numbered from 0, steps of a scale too.
  std::size_t choices() const {
    return kind == PollKind::text ? 0 : kind == PollKind::scale ? scale_steps : options.size();
  }
};

// {"kind":"single","title":"…","options":[…],"timer":60,"results":"live","anonymous":false,"changeable":false,
//  "points":100,"bonus":true,"right":[0]}: without what it has not, and without `right` for everybody.
void append_json(std::string& out, const Poll& poll, bool with_right);
// Shape alone: lengths, ranges and what fits together are for decide(). Nothing: a field is unknown, missing
// or of the wrong type. Only kind and title must be there.
std::optional<Poll> read_poll(const boost::json::object& object);

// [1,2]
void append_json(std::string& out, const std::vector<std::int64_t>& numbers);
std::optional<std::vector<std::int64_t>> numbers_field(const boost::json::object& object,
                                                       std::string_view name);

// A set of options: bit i is option i.
using Choices = std::uint16_t;
// Nothing: one is not below `count`, or is there twice.
std::optional<Choices> choices_of(const std::vector<std::int64_t>& numbers, std::size_t count);
std::vector<std::int64_t> numbers_of(Choices choices);

// What an answer is worth: all points when it is exactly right, none when it is not. With a bonus, points
// fall evenly from all of them at once to half of them at the end of the timer: points - floor(points · after
// / (2 · timer)).
std::int64_t points_for(const Poll& poll, Choices answer, std::chrono::milliseconds after);

}  // namespace lyceum::room
