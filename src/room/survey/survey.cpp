#include "room/survey/survey.hpp"

namespace lyceum::room {

const Survey::Answer* Survey::of(AccountId account) const {
  const auto found = all_.find(account);
  return found == all_.end() ? nullptr : &found->second;
}

void Survey::evolve(const Surveyed& event, Stamp) { all_[event.from.id] = {event.scores, event.text}; }

void Survey::forget(AccountId account) {
  if (const auto found = all_.find(account); found != all_.end()) found->second.text.clear();
}

void append_mine(std::string& out, const Survey& survey, AccountId account) {
  const Survey::Answer* answer = survey.of(account);
  if (answer == nullptr) return;
  out += R"(,"survey":{)";
  append_members(out, answer->scores);
  if (!answer->text.empty()) {
    out += R"(,"text":)";
    append_json(out, answer->text);
  }
  out += '}';
}

}  // namespace lyceum::room
