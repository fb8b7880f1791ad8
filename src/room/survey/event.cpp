#include "room/survey/event.hpp"

#include <boost/json/value.hpp>

namespace lyceum::room {

void append_members(std::string& out, const SurveyScores& scores) {
  out += R"("content":)";
  append_json(out, scores.content);
  out += R"(,"delivery":)";
  append_json(out, scores.delivery);
  out += R"(,"interaction":)";
  append_json(out, scores.interaction);
}

bool read_scores(const boost::json::object& object, SurveyScores& scores) {
  const auto content = whole_field(object, "content");
  const auto delivery = whole_field(object, "delivery");
  const auto interaction = whole_field(object, "interaction");
  if (!content || !delivery || !interaction) return false;
  scores = {*content, *delivery, *interaction};
  return true;
}

// {"from":{…},"content":5,…,"private":"…"}: what is private goes with the account (store/accounts).
void append_fields(std::string& out, const Surveyed& event) {
  out += R"("from":)";
  append_json(out, event.from);
  out += ',';
  append_members(out, event.scores);
  if (event.text.empty()) return;
  out += R"(,"private":)";
  append_json(out, event.text);
}

bool read_fields(const boost::json::object& object, Surveyed& event) {
  const auto* from = object_field(object, "from");
  auto person = from == nullptr ? std::nullopt : read_person(*from);
  if (!person || !read_scores(object, event.scores)) return false;
  event.from = std::move(*person);
  event.text = text_field(object, "private").value_or("");
  return true;
}

}  // namespace lyceum::room
