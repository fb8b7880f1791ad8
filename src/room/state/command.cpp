#include "room/state/command.hpp"

#include <algorithm>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>

namespace lyceum::room {
namespace {

template <class Kind>
bool only_known_fields(const boost::json::object& object) {
  return std::ranges::all_of(object, [](const auto& member) {
    const std::string_view name = member.key();
    return name == "id" || name == "do" || std::ranges::find(Kind::fields, name) != Kind::fields.end();
  });
}

template <class Kind>
bool read_as(std::string_view word, const boost::json::object& object, std::expected<Command, Refusal>& out) {
  if (word != Kind::word) return false;
  Kind command;
  if (only_known_fields<Kind>(object) && read_fields(object, command))
    out = std::move(command);
  else
    out = refuse(No::malformed);
  return true;
}

template <class... Kinds>
std::expected<Command, Refusal> read_any(const boost::json::object& object, std::variant<Kinds...>*) {
  const auto word = text_field(object, "do");
  if (!word) return refuse(No::malformed);
  std::expected<Command, Refusal> command = refuse(No::unknown_command);
  (read_as<Kinds>(*word, object, command) || ...);
  return command;
}

void append(std::vector<Event>& events, NewQuestion question) {
  if (question.by) events.emplace_back(*question.by);
  events.emplace_back(std::move(question.asked));
}
void append(std::vector<Event>& events, const std::vector<QuestionMoved>& moves) {
  events.insert(events.end(), moves.begin(), moves.end());
}
template <class Kind>
void append(std::vector<Event>& events, std::optional<Kind> event) {
  if (event) events.emplace_back(std::move(*event));
}
template <class Kind>
requires std::constructible_from<Event, Kind>
void append(std::vector<Event>& events, Kind event) { events.emplace_back(std::move(event)); }

template <class Kind>
Decision as_decision(std::expected<Kind, Refusal> outcome) {
  if (!outcome) return Refused(outcome.error());
  std::vector<Event> events;
  append(events, std::move(*outcome));
  return events;
}

// Learners take part in questions while the class is not over; staff still sorts and answers them afterwards.
std::optional<Refusal> may_not_take_part(const Room& room, const Standing& who) {
  if (!who.person) return Refusal{No::sign_in};
  const bool over = room.progress.phase == Phase::ended && !who.may_moderate;
  return over ? std::optional(Refusal{No::room_over}) : std::nullopt;
}

}  // namespace

bool read_fields(const boost::json::object& object, ReadHistory& command) {
  const auto before = count_field(object, "before");
  command.before = before.value_or(0);
  return before.has_value();
}

bool read_fields(const boost::json::object&, ListPeople&) { return true; }

Message read_message(std::string_view text) {
  unsigned char room[4096];
  boost::json::monotonic_resource memory(room, sizeof room);
  boost::json::error_code error;
  boost::json::parse_options options;
  options.max_depth = 4;
  const auto value = boost::json::parse({text.data(), text.size()}, error, &memory, options);
  if (error || !value.is_object()) return {std::nullopt, refuse(No::malformed)};
  const auto& object = value.get_object();
  const auto id = whole_field(object, "id");
  if (!id) return {std::nullopt, refuse(No::malformed)};
  return {id, read_any(object, static_cast<Command*>(nullptr))};
}

Decision decide(const Room& room, const Standing& who, const SendComment& command, Utc now) {
  // Comments stay open after the class, and may then be about a moment of it.
  if (!command.about) return as_decision(decide(room.chat, who, command, now));
  if (!room.span.over) return refuse(No::malformed);
  SendComment within = command;
  within.about = room.span.nearest(*command.about);
  return as_decision(decide(room.chat, who, within, now));
}
Decision decide(const Room& room, const Standing& who, const DeleteComment& command, Utc) {
  return as_decision(decide(room.chat, who, command));
}
Decision decide(const Room& room, const Standing& who, const PinComment& command, Utc) {
  return as_decision(decide(room.chat, who, command));
}
Decision decide(const Room& room, const Standing& who, const MuteAccount& command, Utc now) {
  return as_decision(decide(room.chat, who, command, now));
}
Decision decide(const Room& room, const Standing& who, const SetSlow& command, Utc) {
  return as_decision(decide(room.chat, who, command));
}

Decision decide(const Room& room, const Standing& who, const AskQuestion& command, Utc now) {
  if (const auto no = may_not_speak(room.chat, who, now)) return Refused(*no);
  if (room.progress.phase == Phase::ended) return refuse(No::room_over);
  return as_decision(decide(room.questions, who, command, room.upto + 1));
}
Decision decide(const Room& room, const Standing& who, const VoteQuestion& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.questions, who, command));
}
Decision decide(const Room& room, const Standing& who, const MoveQuestion& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.questions, who, command));
}
Decision decide(const Room& room, const Standing& who, const MergeQuestion& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.questions, who, command));
}
Decision decide(const Room& room, const Standing& who, const ReplyQuestion& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.questions, who, command));
}
Decision decide(const Room& room, const Standing& who, const SetNameless& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.questions, who, command));
}

Decision decide(const Room& room, const Standing& who, const VotePace& command, Utc now) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  if (room.progress.phase != Phase::live) return refuse(No::not_live);
  return as_decision(decide(room.pace, who, command, now));
}
Decision decide(const Room& room, const Standing& who, const SetPaceAlert& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.pace, who, command));
}

std::vector<Event> decide(const Room& room, const Announce& announce) {
  return announce.text == room.announcement.text ? std::vector<Event>{}
                                                 : std::vector<Event>{Announced{announce.text}};
}

std::vector<Event> decide(const Room& room, const Telling& telling) {
  if (const auto* move = std::get_if<MoveLesson>(&telling))
    return move->to == room.progress.phase ? std::vector<Event>{}
                                           : std::vector<Event>{LessonMoved{move->to, move->why}};
  if (const auto* erase = std::get_if<EraseAccount>(&telling))
    return room.chat.mentions(erase->account) || room.questions.mentions(erase->account)
               ? std::vector<Event>{Erased{erase->account}}
               : std::vector<Event>{};
  const auto& turn = std::get<TurnStream>(telling);
  return turn.on == room.progress.stream ? std::vector<Event>{}
                                         : std::vector<Event>{StreamTurned{turn.on, turn.back_by}};
}

}  // namespace lyceum::room
