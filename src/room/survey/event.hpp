// What happens to the survey after a class: somebody says what it was like.
#pragma once

#include "room/word/json.hpp"

namespace lyceum::room {

// Each 1 to 5.
struct SurveyScores {
  std::int64_t content = 0, delivery = 0, interaction = 0;
  bool operator==(const SurveyScores&) const = default;
};

// Written down and sent to nobody: staff reads sums and words, never who gave them. A later answer of the
// same person replaces the earlier one.
struct Surveyed {
  static constexpr std::string_view type = "surveyed";
  static constexpr Audience audience = Audience::record;
  Person from;  // without a name
  SurveyScores scores;
  std::string text;  // in the person's own words; may be empty
  AccountId concerns() const { return from.id; }
};

void append_fields(std::string& out, const Surveyed& event);
// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, Surveyed& event);

// "content":4,"delivery":5,"interaction":3
void append_members(std::string& out, const SurveyScores& scores);
// False when one is missing or no whole number.
bool read_scores(const boost::json::object& object, SurveyScores& scores);

}  // namespace lyceum::room
