// The outline 大纲 of a class: topics prepared beforehand, in their order, and the one it is at. A topic is
// named by its title; one that is not in the outline may be taken up, too.
#pragma once

#include "room/word/json.hpp"
#include "room/word/refusal.hpp"

#include <array>
#include <vector>

namespace lyceum::room {

// Staff: these instead of those before. What the class is at stays.
struct SetOutline {
  static constexpr std::string_view word = "outline";
  static constexpr std::array<std::string_view, 1> fields = {"topics"};
  std::vector<std::string> topics;  // as typed
};

// Staff, while the class is on.
struct MoveToTopic {
  static constexpr std::string_view word = "topic";
  static constexpr std::array<std::string_view, 1> fields = {"title"};
  std::string title;  // as typed
};

bool read_fields(const boost::json::object& object, SetOutline& command);
bool read_fields(const boost::json::object& object, MoveToTopic& command);

struct OutlineSet {
  static constexpr std::string_view type = "outline";
  static constexpr Audience audience = Audience::everyone;
  std::vector<std::string> topics;  // clean_text, different ones
};

// The class is at this topic from now on: a chapter of its replay.
struct TopicReached {
  static constexpr std::string_view type = "topic";
  static constexpr Audience audience = Audience::everyone;
  std::string title;
};

void append_fields(std::string& out, const OutlineSet& event);
void append_fields(std::string& out, const TopicReached& event);

// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, OutlineSet& event);
bool read_fields(const boost::json::object& object, TopicReached& event);

struct Outline {
  std::vector<std::string> topics;
  std::string at;  // empty: at none yet
  Utc since{};

  bool operator==(const Outline&) const = default;
  void evolve(const OutlineSet& event, Stamp) { topics = event.topics; }
  void evolve(const TopicReached& event, Stamp stamp) {
    at = event.title;
    since = stamp.t;
  }
};

inline constexpr std::size_t topics_max = 40;
inline constexpr std::size_t topic_title_max = 80;  // characters

// Nothing: it is so already. Precondition of both: somebody is signed in.
std::expected<std::optional<OutlineSet>, Refusal> decide(const Outline& outline, const Standing& who,
                                                         const SetOutline& command);
std::expected<std::optional<TopicReached>, Refusal> decide(const Outline& outline, const Standing& who,
                                                           const MoveToTopic& command);

// ,"topics":["…"],"topic":{"title":"…","t":…}: what there is of it, as members of "State".
void append_shown(std::string& out, const Outline& outline);

}  // namespace lyceum::room
