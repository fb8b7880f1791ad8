// What people ask of moderation, and the rules that answer; and what the rules of the room make of a text
// that somebody is about to say.
#pragma once

#include "room/chat/chat.hpp"
#include "room/moderation/moderation.hpp"
#include "room/word/refusal.hpp"

#include <array>

namespace lyceum::room {

// What is not given stays as it is, so that two who change different rules do not undo each other's.
struct SetRules {
  static constexpr std::string_view word = "rules";
  static constexpr std::array<std::string_view, 3> fields = {"silent", "review", "links"};
  std::optional<bool> silent, review, links;
};

struct SetWords {
  static constexpr std::string_view word = "words";
  static constexpr std::array<std::string_view, 3> fields = {"mask", "review", "block"};
  WordLists words;
};

struct SettleHeld {
  static constexpr std::string_view word = "settle";
  static constexpr std::array<std::string_view, 2> fields = {"n", "show"};
  Offset n = 0;
  bool show = false;
};

struct ReportComment {
  static constexpr std::string_view word = "report";
  static constexpr std::array<std::string_view, 1> fields = {"n"};
  Offset n = 0;
  std::optional<Comment> old = std::nullopt;  // see SendComment
};

struct CloseReport {
  static constexpr std::string_view word = "report_closed";
  static constexpr std::array<std::string_view, 1> fields = {"n"};
  Offset n = 0;
};

bool read_fields(const boost::json::object& object, SetRules& command);
bool read_fields(const boost::json::object& object, SetWords& command);
bool read_fields(const boost::json::object& object, SettleHeld& command);
bool read_fields(const boost::json::object& object, ReportComment& command);
bool read_fields(const boost::json::object& object, CloseReport& command);

inline constexpr std::size_t words_max = 300;           // of a lesson, in all its lists
inline constexpr std::size_t word_characters_max = 40;  // of one word
inline constexpr std::size_t waiting_max = 200;         // of a class
inline constexpr std::size_t own_waiting_max = 3;       // of one person
inline constexpr std::size_t reports_max = 200;         // open ones, of a class

// The rules bind learners only.
constexpr bool is_bound(const Standing& who) {
  return !who.may_moderate && (!who.person || who.person->role == Role::learner);
}

// A new account, in a lesson where it has no place of its own, sends one comment in ten seconds and no links;
// and staff looks before others see it, where the site says so.
inline constexpr seconds newcomer_pause{10};
constexpr bool is_new(const Standing& who, Utc now) {
  return is_bound(who) && who.newcomer && now < who.newcomer->until;
}
// Why a newcomer may send no comment now.
std::optional<Refusal> too_new(const Chat& chat, const Standing& who, Utc now);

struct Screened {
  std::string text;               // with stars where the lists say so
  std::optional<HeldFor> hold{};  // to be shown after staff has looked
};
// `site`: the site's own words; nullptr: there are none. Refusals: links_off, new_links, words_blocked,
// too_many_waiting.
std::expected<Screened, Refusal> screen(const Moderation& moderation, const Standing& who,
                                        const WordFilter* site, std::string text, Utc now);

// Precondition of all: somebody is signed in. Nothing: it is so already.
std::expected<std::optional<RulesSet>, Refusal> decide(const Moderation& moderation, const Standing& who,
                                                       const SetRules& command);
std::expected<std::optional<WordsSet>, Refusal> decide(const Moderation& moderation, const Standing& who,
                                                       const SetWords& command);
std::expected<Settled, Refusal> decide(const Moderation& moderation, const Standing& who,
                                       const SettleHeld& command);
// `reported`: what is meant; nothing: there is no such thing.
std::expected<std::optional<Reported>, Refusal> decide(const Moderation& moderation, const Standing& who,
                                                       const ReportComment& command,
                                                       const std::optional<ReplyTo>& reported);
std::expected<std::optional<ReportClosed>, Refusal> decide(const Moderation& moderation, const Standing& who,
                                                           const CloseReport& command);

}  // namespace lyceum::room
