#include "room/polls/poll.hpp"

#include <algorithm>
#include <array>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

constexpr std::array<std::string_view, 4> kinds = {"single", "multiple", "scale", "text"};
constexpr std::array<std::string_view, 10> fields = {
    "kind", "title", "options", "timer", "results", "anonymous", "changeable", "right", "points", "bonus"};

void append_truth(std::string& out, std::string_view name, bool truth) {
  out += ",\"";
  out += name;
  out += truth ? "\":true" : "\":false";
}

// False: it is there and is not of that type.
bool read_truth(const boost::json::object& object, std::string_view name, bool& out) {
  const auto truth = truth_field(object, name);
  out = truth.value_or(out);
  return truth || !object.contains(name);
}
bool read_number(const boost::json::object& object, std::string_view name, std::int64_t& out) {
  const auto number = whole_field(object, name);
  out = number.value_or(out);
  return number || !object.contains(name);
}
bool read_kind(const boost::json::object& object, PollKind& out) {
  const auto found = std::ranges::find(kinds, text_field(object, "kind").value_or(""));
  if (found == kinds.end()) return false;
  out = static_cast<PollKind>(found - kinds.begin());
  return true;
}
bool read_title(const boost::json::object& object, std::string& out) {
  const auto title = text_field(object, "title");
  out = title.value_or("");
  return title.has_value();
}
bool read_options(const boost::json::object& object, std::vector<std::string>& out) {
  const auto* options = object.if_contains("options");
  if (options == nullptr) return true;
  if (!options->is_array()) return false;
  for (const auto& option : options->get_array()) {
    if (!option.is_string()) return false;
    out.emplace_back(option.get_string());
  }
  return true;
}
bool read_results(const boost::json::object& object, bool& live) {
  if (!object.contains("results")) return true;
  const auto results = text_field(object, "results").value_or("");
  live = results == "live";
  return live || results == "hidden";
}
bool read_right(const boost::json::object& object, std::vector<std::int64_t>& out) {
  if (!object.contains("right")) return true;
  auto right = numbers_field(object, "right");
  if (right) out = std::move(*right);
  return right.has_value();
}

Choices as_choices(const std::vector<std::int64_t>& right) {
  return choices_of(right, Poll::options_max).value_or(0);
}

}  // namespace

std::string_view poll_kind_name(PollKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

void append_json(std::string& out, const std::vector<std::int64_t>& numbers) {
  out += '[';
  for (const std::int64_t number : numbers) {
    if (out.back() != '[') out += ',';
    append_json(out, number);
  }
  out += ']';
}

std::optional<std::vector<std::int64_t>> numbers_field(const boost::json::object& object,
                                                       std::string_view name) {
  const auto* list = object.if_contains(name);
  if (list == nullptr || !list->is_array()) return std::nullopt;
  std::vector<std::int64_t> numbers;
  for (const auto& number : list->get_array()) {
    if (!number.is_int64()) return std::nullopt;
    numbers.push_back(number.get_int64());
  }
  return numbers;
}

void append_json(std::string& out, const Poll& poll, bool with_right) {
  out += R"({"kind":")";
  out += poll_kind_name(poll.kind);
  out += R"(","title":)";
  append_json(out, poll.title);
  if (!poll.options.empty()) {
    out += R"(,"options":[)";
    for (const std::string& option : poll.options) {
      if (out.back() != '[') out += ',';
      append_json(out, option);
    }
    out += ']';
  }
  if (poll.timer.count() > 0) {
    out += R"(,"timer":)";
    append_json(out, std::int64_t{poll.timer.count()});
  }
  out += poll.live ? R"(,"results":"live")" : R"(,"results":"hidden")";
  append_truth(out, "anonymous", poll.anonymous);
  append_truth(out, "changeable", poll.changeable);
  if (poll.quiz()) {
    out += R"(,"points":)";
    append_json(out, poll.points);
    append_truth(out, "bonus", poll.bonus);
  }
  if (with_right && !poll.right.empty()) {
    out += R"(,"right":)";
    append_json(out, poll.right);
  }
  out += '}';
}

std::optional<Poll> read_poll(const boost::json::object& object) {
  const bool known = std::ranges::all_of(object, [](const auto& member) {
    return std::ranges::find(fields, std::string_view(member.key())) != fields.end();
  });
  Poll poll;
  std::int64_t timer = 0;
  const bool fits = known && read_kind(object, poll.kind) && read_title(object, poll.title) &&
                    read_options(object, poll.options) && read_number(object, "timer", timer) &&
                    read_results(object, poll.live) && read_truth(object, "anonymous", poll.anonymous) &&
                    read_truth(object, "changeable", poll.changeable) && read_right(object, poll.right) &&
                    read_number(object, "points", poll.points) && read_truth(object, "bonus", poll.bonus);
  if (!fits) return std::nullopt;
  poll.timer = std::chrono::seconds(timer);
  return poll;
}

std::optional<Choices> choices_of(const std::vector<std::int64_t>& numbers, std::size_t count) {
  Choices choices = 0;
  for (const std::int64_t number : numbers) {
    if (number < 0 || static_cast<std::size_t>(number) >= count) return std::nullopt;
    const auto bit = static_cast<Choices>(1U << number);
    if ((choices & bit) != 0) return std::nullopt;
    choices |= bit;
  }
  return choices;
}

std::vector<std::int64_t> numbers_of(Choices choices) {
  std::vector<std::int64_t> numbers;
  for (std::int64_t i = 0; i < 16; ++i)
    if ((choices >> i & 1) != 0) numbers.push_back(i);
  return numbers;
}

std::int64_t points_for(const Poll& poll, Choices answer, std::chrono::milliseconds after) {
  if (!poll.quiz() || answer != as_choices(poll.right)) return 0;
  if (!poll.bonus) return poll.points;
  const std::int64_t timer = std::chrono::milliseconds(poll.timer).count();
  return poll.points - poll.points * std::min<std::int64_t>(after.count(), timer) / (2 * timer);
}

}  // namespace lyceum::room
