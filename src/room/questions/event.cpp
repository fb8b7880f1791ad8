#include "room/questions/event.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

void append_question(std::string& out, Offset question) {
  out += R"("question":)";
  append_json(out, question);
}

bool read_question(const boost::json::object& object, Offset& out) {
  const auto question = count_field(object, "question");
  out = question.value_or(0);
  return question.has_value();
}

bool read_account(const boost::json::object& object, AccountId& out) {
  const auto account = AccountId::parse(text_field(object, "account").value_or(""));
  out = account.value_or(AccountId{});
  return account.has_value();
}

bool read_from(const boost::json::object& object, Person& out) {
  const auto* from = object_field(object, "from");
  auto person = from == nullptr ? std::nullopt : read_person(*from);
  if (person) out = std::move(*person);
  return person.has_value();
}

bool read_text(const boost::json::object& object, std::string& out) {
  const auto text = text_field(object, "text");
  out = text.value_or("");
  return text.has_value();
}

}  // namespace

void append_fields(std::string& out, const Asked& event) {
  if (event.from) {
    out += R"("from":)";
    append_json(out, *event.from);
    out += ',';
  }
  out += R"("text":)";
  append_json(out, event.text);
  if (event.held == 0) return;
  out += R"(,"held":)";
  append_json(out, event.held);
}

void append_fields(std::string& out, const AskedBy& event) {
  append_question(out, event.question);
  out += R"(,"account":")" + event.account.str() + '"';
}

void append_fields(std::string& out, const Voted& event) {
  append_question(out, event.question);
  out += R"(,"account":")" + event.account.str() + (event.up ? R"(","up":true)" : R"(","up":false)");
}

void append_fields(std::string& out, const VotesCounted& event) {
  out += R"("totals":[)";
  for (const auto& [question, votes] : event.totals) {
    if (out.back() != '[') out += ',';
    out += '[';
    append_json(out, question);
    out += ',';
    append_json(out, votes);
    out += ']';
  }
  out += ']';
}

void append_fields(std::string& out, const QuestionMoved& event) {
  append_question(out, event.question);
  out += R"(,"state":")";
  out += question_state_name(event.state);
  out += '"';
  if (event.into != 0) {
    out += R"(,"into":)";
    append_json(out, event.into);
  }
  if (event.back) {
    out += R"(,"back":)";
    append_json(out, *event.back);
  }
}

void append_fields(std::string& out, const QuestionReplied& event) {
  append_question(out, event.question);
  out += R"(,"from":)";
  append_json(out, event.from);
  out += R"(,"text":)";
  append_json(out, event.text);
}

void append_fields(std::string& out, const NamelessSet& event) {
  out += event.allowed ? R"("allowed":true)" : R"("allowed":false)";
}

bool read_fields(const boost::json::object& object, Asked& event) {
  if (!read_text(object, event.text)) return false;
  event.held = count_field(object, "held").value_or(0);
  if (!object.contains("from")) return true;
  event.from.emplace();
  return read_from(object, *event.from);
}

bool read_fields(const boost::json::object& object, AskedBy& event) {
  return read_question(object, event.question) && read_account(object, event.account);
}

bool read_fields(const boost::json::object& object, Voted& event) {
  const auto up = truth_field(object, "up");
  event.up = up.value_or(true);
  return up && read_question(object, event.question) && read_account(object, event.account);
}

bool read_fields(const boost::json::object& object, VotesCounted& event) {
  const auto* totals = object.if_contains("totals");
  if (totals == nullptr || !totals->is_array()) return false;
  for (const auto& total : totals->get_array()) {
    const auto* pair = total.if_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_int64() || !(*pair)[1].is_int64())
      return false;
    event.totals.push_back({static_cast<Offset>((*pair)[0].get_int64()), (*pair)[1].get_int64()});
  }
  return true;
}

bool read_fields(const boost::json::object& object, QuestionMoved& event) {
  const auto state = question_state_from(text_field(object, "state").value_or(""));
  event.state = state.value_or(QuestionState::open);
  event.into = count_field(object, "into").value_or(0);
  return state && read_question(object, event.question);
}

bool read_fields(const boost::json::object& object, QuestionReplied& event) {
  return read_question(object, event.question) && read_from(object, event.from) &&
         read_text(object, event.text);
}

bool read_fields(const boost::json::object& object, NamelessSet& event) {
  const auto allowed = truth_field(object, "allowed");
  event.allowed = allowed.value_or(true);
  return allowed.has_value();
}

}  // namespace lyceum::room
