#include "room/checkin/event.hpp"

#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

void append_count(std::string& out, Offset checkin, std::int64_t people) {
  out += R"("checkin":)";
  append_json(out, checkin);
  out += R"(,"people":)";
  append_json(out, people);
}

bool read_count(const boost::json::object& object, Offset& checkin, std::int64_t& people) {
  const auto n = count_field(object, "checkin");
  const auto count = whole_field(object, "people");
  checkin = n.value_or(0);
  people = count.value_or(0);
  return n && count;
}

}  // namespace

void append_fields(std::string& out, const CheckinOpened& event) {
  out += R"("until":)";
  append_json(out, utc_millis(event.until));
  if (event.question.empty()) return;
  out += R"(,"question":)";
  append_json(out, event.question);
}

// {"checkin":5,"from":{…},"private":"3-B"}: what is private goes with the account (store/accounts).
void append_fields(std::string& out, const CheckedIn& event) {
  out += R"("checkin":)";
  append_json(out, event.checkin);
  out += R"(,"from":)";
  append_json(out, event.from);
  if (event.answer.empty()) return;
  out += R"(,"private":)";
  append_json(out, event.answer);
}

void append_fields(std::string& out, const CheckinCounted& event) {
  append_count(out, event.checkin, event.people);
}

void append_fields(std::string& out, const CheckinClosed& event) {
  append_count(out, event.checkin, event.people);
}

bool read_fields(const boost::json::object& object, CheckinOpened& event) {
  const auto until = whole_field(object, "until");
  event.until = Utc(milliseconds(until.value_or(0)));
  event.question = text_field(object, "question").value_or("");
  return until.has_value();
}

bool read_fields(const boost::json::object& object, CheckedIn& event) {
  const auto checkin = count_field(object, "checkin");
  const auto* from = object_field(object, "from");
  auto person = from == nullptr ? std::nullopt : read_person(*from);
  if (!checkin || !person) return false;
  event = {*checkin, std::move(*person), std::string(text_field(object, "private").value_or(""))};
  return true;
}

bool read_fields(const boost::json::object& object, CheckinCounted& event) {
  return read_count(object, event.checkin, event.people);
}

bool read_fields(const boost::json::object& object, CheckinClosed& event) {
  return read_count(object, event.checkin, event.people);
}

}  // namespace lyceum::room
