#include "room/outline/outline.hpp"

#include "room/word/text.hpp"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

void append_topics(std::string& out, const std::vector<std::string>& topics) {
  out += R"("topics":[)";
  for (const std::string& topic : topics) {
    if (out.back() != '[') out += ',';
    append_json(out, topic);
  }
  out += ']';
}

std::optional<std::vector<std::string>> read_topics(const boost::json::object& object) {
  const auto* topics = object.if_contains("topics");
  if (topics == nullptr || !topics->is_array()) return std::nullopt;
  std::vector<std::string> read;
  for (const auto& topic : topics->get_array()) {
    if (!topic.is_string()) return std::nullopt;
    read.emplace_back(topic.get_string());
  }
  return read;
}

bool read_title(const boost::json::object& object, std::string& out) {
  const auto title = text_field(object, "title");
  out = title.value_or("");
  return title.has_value();
}

std::expected<std::string, Refusal> checked_title(const std::string& typed) {
  auto title = clean_text(typed);
  if (!title) return refuse(No::malformed);
  if (title->empty() || count_characters(*title) > topic_title_max) return refuse(No::topics_invalid);
  return std::move(*title);
}

}  // namespace

bool read_fields(const boost::json::object& object, SetOutline& command) {
  auto topics = read_topics(object);
  if (topics) command.topics = std::move(*topics);
  return topics.has_value();
}
bool read_fields(const boost::json::object& object, MoveToTopic& command) {
  return read_title(object, command.title);
}

void append_fields(std::string& out, const OutlineSet& event) { append_topics(out, event.topics); }
void append_fields(std::string& out, const TopicReached& event) {
  out += R"("title":)";
  append_json(out, event.title);
}

bool read_fields(const boost::json::object& object, OutlineSet& event) {
  auto topics = read_topics(object);
  if (topics) event.topics = std::move(*topics);
  return topics.has_value();
}
bool read_fields(const boost::json::object& object, TopicReached& event) {
  return read_title(object, event.title);
}

std::expected<std::optional<OutlineSet>, Refusal> decide(const Outline& outline, const Standing& who,
                                                         const SetOutline& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  if (command.topics.size() > topics_max) return refuse(No::topics_invalid);
  std::vector<std::string> topics;
  for (const std::string& typed : command.topics) {
    auto title = checked_title(typed);
    if (!title) return Refused(title.error());
    if (std::ranges::find(topics, *title) != topics.end()) return refuse(No::topics_invalid);
    topics.push_back(std::move(*title));
  }
  if (topics == outline.topics) return std::nullopt;
  return OutlineSet{std::move(topics)};
}

std::expected<std::optional<TopicReached>, Refusal> decide(const Outline& outline, const Standing& who,
                                                           const MoveToTopic& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  auto title = checked_title(command.title);
  if (!title) return Refused(title.error());
  if (*title == outline.at) return std::nullopt;
  return TopicReached{std::move(*title)};
}

void append_shown(std::string& out, const Outline& outline) {
  if (!outline.topics.empty()) {
    out += ',';
    append_topics(out, outline.topics);
  }
  if (outline.at.empty()) return;
  out += R"(,"topic":{"title":)";
  append_json(out, outline.at);
  out += R"(,"t":)";
  append_json(out, utc_millis(outline.since));
  out += '}';
}

}  // namespace lyceum::room
