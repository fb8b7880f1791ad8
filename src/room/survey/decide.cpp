#include "room/survey/decide.hpp"

#include "room/word/text.hpp"

namespace lyceum::room {
namespace {

bool is_score(std::int64_t score) { return score >= 1 && score <= survey_best; }

}  // namespace

bool read_fields(const boost::json::object& object, AnswerSurvey& command) {
  if (!read_scores(object, command.scores)) return false;
  if (object.if_contains("text") == nullptr) return true;
  const auto text = text_field(object, "text");
  command.text = text.value_or("");
  return text.has_value();
}

std::expected<std::optional<Surveyed>, Refusal> decide(const Survey& survey, Phase phase, const Standing& who,
                                                       const AnswerSurvey& command) {
  if (!who.person) return refuse(No::sign_in);
  if (who.may_moderate) return refuse(No::not_allowed);
  if (phase != Phase::ended) return refuse(No::not_over);
  const auto& [content, delivery, interaction] = command.scores;
  if (!is_score(content) || !is_score(delivery) || !is_score(interaction)) return refuse(No::bad_choice);
  const auto text = clean_text(command.text);
  if (!text) return refuse(No::malformed);
  if (count_characters(*text) > survey_text_max) return refuse(No::text_too_long);
  const Survey::Answer* known = survey.of(who.person->id);
  if (known != nullptr && known->scores == command.scores && known->text == *text) return std::nullopt;
  return Surveyed{Person{who.person->id, "", who.person->role}, command.scores, *text};
}

}  // namespace lyceum::room
