#include "room/moderation/event.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

void append_truth(std::string& out, bool truth) { out += truth ? "true" : "false"; }

void append_words(std::string& out, const std::vector<std::string>& words) {
  out += '[';
  for (const std::string& word : words) {
    if (out.back() != '[') out += ',';
    append_json(out, word);
  }
  out += ']';
}

bool read_words(const boost::json::object& object, std::string_view name, std::vector<std::string>& out) {
  const auto* value = object.if_contains(name);
  if (value == nullptr || !value->is_array()) return false;
  for (const auto& word : value->get_array()) {
    if (!word.is_string()) return false;
    out.emplace_back(std::string_view(word.get_string()));
  }
  return true;
}

bool read_truth(const boost::json::object& object, std::string_view name, bool& out) {
  const auto truth = truth_field(object, name);
  out = truth.value_or(false);
  return truth.has_value();
}

bool read_number(const boost::json::object& object, std::string_view name, Offset& out) {
  const auto number = count_field(object, name);
  out = number.value_or(0);
  return number.has_value();
}

bool read_someone(const boost::json::object& object, std::string_view name, Person& out) {
  const auto* value = object_field(object, name);
  auto person = value == nullptr ? std::nullopt : read_person(*value);
  if (person) out = std::move(*person);
  return person.has_value();
}

bool read_account(const boost::json::object& object, AccountId& out) {
  const auto account = AccountId::parse(text_field(object, "account").value_or(""));
  out = account.value_or(AccountId{});
  return account.has_value();
}

bool read_text(const boost::json::object& object, std::string_view name, std::string& out) {
  const auto text = text_field(object, name);
  out = text.value_or("");
  return text.has_value();
}

}  // namespace

void append_fields(std::string& out, const WordLists& words) {
  out += R"("mask":)";
  append_words(out, words.mask);
  out += R"(,"review":)";
  append_words(out, words.review);
  out += R"(,"block":)";
  append_words(out, words.block);
}

bool read_fields(const boost::json::object& object, WordLists& words) {
  return read_words(object, "mask", words.mask) && read_words(object, "review", words.review) &&
         read_words(object, "block", words.block);
}

void append_fields(std::string& out, const RulesSet& event) {
  out += R"("silent":)";
  append_truth(out, event.rules.silent);
  out += R"(,"review":)";
  append_truth(out, event.rules.review);
  out += R"(,"links":)";
  append_truth(out, event.rules.links);
}

void append_fields(std::string& out, const WordsSet& event) { append_fields(out, event.words); }

void append_fields(std::string& out, const Held& event) {
  out += R"("question":)";
  append_truth(out, event.question);
  if (event.from) {
    out += R"(,"from":)";
    append_json(out, *event.from);
  }
  out += R"(,"text":)";
  append_json(out, event.text);
  if (event.reply) {
    out += R"(,"reply":)";
    append_json(out, *event.reply);
  }
  if (event.about) {
    out += R"(,"about":)";
    append_json(out, utc_millis(*event.about));
  }
  out += event.why == HeldFor::words ? R"(,"why":"words")" : R"(,"why":"review")";
}

void append_fields(std::string& out, const Waits& event) {
  out += R"("held":)";
  append_json(out, event.held);
  out += R"(,"account":")" + event.account.str() + R"(","waits":)";
  append_truth(out, event.waits);
}

void append_fields(std::string& out, const Settled& event) {
  out += R"("held":)";
  append_json(out, event.held);
  out += R"(,"shown":)";
  append_truth(out, event.shown);
}

void append_fields(std::string& out, const Reported& event) {
  out += R"("by":)";
  append_json(out, event.by);
  out += R"(,"comment":)";
  append_json(out, event.comment);
}

void append_fields(std::string& out, const ReportClosed& event) {
  out += R"("comment":)";
  append_json(out, event.comment);
}

void append_fields(std::string& out, const StaffDid& event) {
  out += R"("by":)";
  append_json(out, event.by);
  out += R"(,"did":)";
  append_json(out, event.did);
  if (event.n != 0) {
    out += R"(,"to":)";
    append_json(out, event.n);
  }
  if (event.account) out += R"(,"account":")" + event.account->str() + '"';
}

bool read_fields(const boost::json::object& object, RulesSet& event) {
  return read_truth(object, "silent", event.rules.silent) &&
         read_truth(object, "review", event.rules.review) && read_truth(object, "links", event.rules.links);
}

bool read_fields(const boost::json::object& object, WordsSet& event) {
  return read_fields(object, event.words);
}

bool read_fields(const boost::json::object& object, Held& event) {
  if (!read_truth(object, "question", event.question) || !read_text(object, "text", event.text)) return false;
  if (object.contains("from") && !read_someone(object, "from", event.from.emplace())) return false;
  if (const auto about = whole_field(object, "about")) event.about = Utc(milliseconds(*about));
  if (const auto* reply = object_field(object, "reply")) event.reply = read_reply(*reply);
  const auto why = text_field(object, "why");
  event.why = why == "words" ? HeldFor::words : HeldFor::review;
  return (why == "words" || why == "review") && event.reply.has_value() == object.contains("reply");
}

bool read_fields(const boost::json::object& object, Waits& event) {
  return read_number(object, "held", event.held) && read_account(object, event.account) &&
         read_truth(object, "waits", event.waits);
}

bool read_fields(const boost::json::object& object, Settled& event) {
  return read_number(object, "held", event.held) && read_truth(object, "shown", event.shown);
}

bool read_fields(const boost::json::object& object, Reported& event) {
  const auto* comment = object_field(object, "comment");
  auto reported = comment == nullptr ? std::nullopt : read_reply(*comment);
  if (reported) event.comment = std::move(*reported);
  return reported && read_someone(object, "by", event.by);
}

bool read_fields(const boost::json::object& object, ReportClosed& event) {
  return read_number(object, "comment", event.comment);
}

bool read_fields(const boost::json::object& object, StaffDid& event) {
  event.n = count_field(object, "to").value_or(0);
  if (object.contains("account") && !read_account(object, event.account.emplace())) return false;
  return read_someone(object, "by", event.by) && read_text(object, "did", event.did);
}

}  // namespace lyceum::room
