// How a survey is answered, and the rules. It opens when the class is over and stays open: who sees the
// replay weeks later may say what it was like, too.
#pragma once

#include "room/phase/phase.hpp"
#include "room/survey/survey.hpp"
#include "room/word/refusal.hpp"

#include <array>

namespace lyceum::room {

struct AnswerSurvey {
  static constexpr std::string_view word = "survey";
  static constexpr std::array<std::string_view, 4> fields = {"content", "delivery", "interaction", "text"};
  SurveyScores scores;
  std::string text;  // as typed
};

bool read_fields(const boost::json::object& object, AnswerSurvey& command);

inline constexpr std::int64_t survey_best = 5;
inline constexpr std::size_t survey_text_max = 500;  // characters

// Learners and guests who are signed in. Nothing: that is their answer already.
std::expected<std::optional<Surveyed>, Refusal> decide(const Survey& survey, Phase phase, const Standing& who,
                                                       const AnswerSurvey& command);

}  // namespace lyceum::room
