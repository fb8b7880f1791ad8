#include "room/polls/event.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

void append_poll(std::string& out, Offset poll) {
  out += R"("poll":)";
  append_json(out, poll);
}

void append_right(std::string& out, const std::vector<std::int64_t>& right) {
  if (right.empty()) return;
  out += R"(,"right":)";
  append_json(out, right);
}

void append_draft(std::string& out, Offset draft) {
  if (draft == 0) return;
  out += R"("draft":)";
  append_json(out, draft);
  out += ',';
}

bool read_number(const boost::json::object& object, std::string_view name, Offset& out) {
  const auto number = count_field(object, name);
  out = number.value_or(0);
  return number.has_value();
}

bool read_draft(const boost::json::object& object, Offset& out) {
  return !object.contains("draft") || read_number(object, "draft", out);
}

bool read_content(const boost::json::object& object, Poll& out) {
  const auto* content = object_field(object, "content");
  auto poll = content == nullptr ? std::nullopt : read_poll(*content);
  if (poll) out = std::move(*poll);
  return poll.has_value();
}

bool read_numbers(const boost::json::object& object, std::string_view name, std::vector<std::int64_t>& out) {
  if (!object.contains(name)) return true;
  auto numbers = numbers_field(object, name);
  if (numbers) out = std::move(*numbers);
  return numbers.has_value();
}

bool read_words(const boost::json::object& object, std::optional<std::vector<Words::Counted>>& out) {
  const auto* words = object.if_contains("words");
  if (words == nullptr) return true;
  if (!words->is_array()) return false;
  out.emplace();
  for (const auto& word : words->get_array()) {
    const auto* counted = word.if_object();
    const auto spelled = counted == nullptr ? std::nullopt : text_field(*counted, "word");
    const auto count = counted == nullptr ? std::nullopt : whole_field(*counted, "count");
    if (!spelled || !count) return false;
    out->push_back({std::string(*spelled), *count});
  }
  return true;
}

bool read_totals(const boost::json::object& object, PollTotals& out) {
  out.people = whole_field(object, "people").value_or(-1);
  return out.people >= 0 && read_numbers(object, "counts", out.counts) && read_words(object, out.words);
}

bool read_answer(const boost::json::object& object, PollAnswered& event) {
  if (!object.contains("word")) {
    const auto choices =
        choices_of(numbers_field(object, "choices").value_or(std::vector<std::int64_t>{}), Poll::options_max);
    event.choices = choices.value_or(0);
    return event.choices != 0;
  }
  event.word = text_field(object, "word").value_or("");
  event.folded = text_field(object, "folded").value_or(event.word);
  return !event.word.empty();
}

}  // namespace

void append_members(std::string& out, const PollTotals& totals) {
  out += R"("people":)";
  append_json(out, totals.people);
  if (!totals.counts.empty()) {
    out += R"(,"counts":)";
    append_json(out, totals.counts);
  }
  if (!totals.words) return;
  out += R"(,"words":[)";
  for (const auto& [word, count] : *totals.words) {
    if (out.back() != '[') out += ',';
    out += R"({"word":)";
    append_json(out, word);
    out += R"(,"count":)";
    append_json(out, count);
    out += '}';
  }
  out += ']';
}

void append_fields(std::string& out, const PollKept& event) {
  append_draft(out, event.draft);
  out += R"("content":)";
  append_json(out, event.content, true);
}

void append_fields(std::string& out, const PollDropped& event) {
  out += R"("draft":)";
  append_json(out, event.draft);
}

void append_fields(std::string& out, const PollKeyed& event) {
  append_poll(out, event.poll);
  append_right(out, event.right);
}

void append_fields(std::string& out, const PollOpened& event) {
  append_draft(out, event.draft);
  out += R"("content":)";
  append_json(out, event.content, false);
}

void append_fields(std::string& out, const PollAnswered& event) {
  append_poll(out, event.poll);
  out += R"(,"from":)";
  append_json(out, event.from);
  if (event.word.empty()) {
    out += R"(,"choices":)";
    return append_json(out, numbers_of(event.choices));
  }
  out += R"(,"word":)";
  append_json(out, event.word);
  if (event.folded == event.word) return;
  out += R"(,"folded":)";
  append_json(out, event.folded);
}

void append_fields(std::string& out, const PollCounted& event) {
  append_poll(out, event.poll);
  out += ',';
  append_members(out, event.totals);
}

void append_fields(std::string& out, const PollCountedForStaff& event) {
  append_poll(out, event.poll);
  out += ',';
  append_members(out, event.totals);
}

void append_fields(std::string& out, const WordTakenOut& event) {
  append_poll(out, event.poll);
  out += R"(,"folded":)";
  append_json(out, event.folded);
}

void append_fields(std::string& out, const PollClosed& event) {
  append_poll(out, event.poll);
  out += ',';
  append_members(out, event.totals);
  append_right(out, event.right);
}

bool read_fields(const boost::json::object& object, PollKept& event) {
  return read_draft(object, event.draft) && read_content(object, event.content);
}

bool read_fields(const boost::json::object& object, PollDropped& event) {
  return read_number(object, "draft", event.draft);
}

bool read_fields(const boost::json::object& object, PollKeyed& event) {
  return read_number(object, "poll", event.poll) && read_numbers(object, "right", event.right);
}

bool read_fields(const boost::json::object& object, PollOpened& event) {
  return read_draft(object, event.draft) && read_content(object, event.content);
}

bool read_fields(const boost::json::object& object, PollAnswered& event) {
  const auto* from = object_field(object, "from");
  auto person = from == nullptr ? std::nullopt : read_person(*from);
  if (person) event.from = std::move(*person);
  return person && read_number(object, "poll", event.poll) && read_answer(object, event);
}

bool read_fields(const boost::json::object& object, PollCounted& event) {
  return read_number(object, "poll", event.poll) && read_totals(object, event.totals);
}

bool read_fields(const boost::json::object& object, PollCountedForStaff& event) {
  return read_number(object, "poll", event.poll) && read_totals(object, event.totals);
}

bool read_fields(const boost::json::object& object, WordTakenOut& event) {
  event.folded = text_field(object, "folded").value_or("");
  return !event.folded.empty() && read_number(object, "poll", event.poll);
}

bool read_fields(const boost::json::object& object, PollClosed& event) {
  return read_number(object, "poll", event.poll) && read_totals(object, event.totals) &&
         read_numbers(object, "right", event.right);
}

}  // namespace lyceum::room
