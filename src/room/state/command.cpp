#include "room/state/command.hpp"

#include "room/word/text.hpp"

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

void append(std::vector<Event>& events, const std::vector<QuestionMoved>& moves) {
  events.insert(events.end(), moves.begin(), moves.end());
}
void append(std::vector<Event>& events, NewPoll poll) {
  if (poll.key) events.emplace_back(std::move(*poll.key));
  events.emplace_back(std::move(poll.opened));
}
void append(std::vector<Event>& events, WordOut word) {
  events.emplace_back(std::move(word.out));
  append(events, std::move(word.told));
}
template <class Kind>
void append(std::vector<Event>& events, std::optional<Kind> event) {
  if (event) events.emplace_back(std::move(*event));
}
template <class Kind>
requires std::constructible_from<Event, Kind>
void append(std::vector<Event>& events, Kind event) { events.emplace_back(std::move(event)); }

void append(std::vector<Event>& events, const std::pair<DrawSeeded, DrawOpened>& draw) {
  events.emplace_back(draw.first);
  events.emplace_back(draw.second);
}
void append(std::vector<Event>& events, const std::optional<DrawEnd>& end) {
  if (!end) return;
  events.emplace_back(end->closed);
  if (end->done) events.emplace_back(*end->done);
}

void append(std::vector<Event>& events, OfferMoves moves) {
  append(events, std::move(moves.kept));
  append(events, std::move(moves.hidden));
  append(events, std::move(moves.dropped));
  append(events, std::move(moves.shown));
}

template <class Kind>
Decision as_decision(std::expected<Kind, Refusal> outcome) {
  if (!outcome) return Refused(outcome.error());
  std::vector<Event> events;
  append(events, std::move(*outcome));
  return events;
}

// Learners take part while the class is not over; staff still sorts and answers questions, and looks at
// polls, afterwards.
std::optional<Refusal> may_not_take_part(const Room& room, const Standing& who) {
  if (!who.person) return Refusal{No::sign_in};
  const bool over = room.progress.phase == Phase::ended && !who.may_moderate;
  return over ? std::optional(Refusal{No::room_over}) : std::nullopt;
}

// After the class nobody's picture is at "now".
std::optional<Refusal> may_not_turn(const Room& room, const Standing& who) {
  if (!who.person) return Refusal{No::sign_in};
  const bool over = room.progress.phase == Phase::ended;
  return over ? std::optional(Refusal{No::room_over}) : std::nullopt;
}

template <class Command>
StaffDid log_line(const Standing& who, const Command&, Offset n, std::optional<AccountId> account = {}) {
  return {*who.person, std::string(Command::word), n, account};
}

// With a line in the staff's log before it, when something comes of it.
template <class Command>
Decision logged(Decision decision, const Standing& who, const Command& command, Offset n = 0,
                std::optional<AccountId> account = {}) {
  if (decision && !decision->empty()) decision->insert(decision->begin(), log_line(who, command, n, account));
  return decision;
}

std::optional<Refusal> may_not_speak(const Room& room, const Standing& who, Utc now) {
  if (const auto no = may_not_speak(room.chat, who, now)) return no;
  const bool silent = room.moderation.rules().silent && room.progress.phase != Phase::ended && is_bound(who);
  return silent ? std::optional(Refusal{No::silent}) : std::nullopt;
}

Held held(const Commented& said) { return {false, said.from, said.text, said.reply, said.about}; }
Held held(const Asked& asked) { return {true, asked.from, asked.text, std::nullopt, std::nullopt}; }

// As the rules of the room let it through: as it is, with stars, or to wait for staff's look.
template <class Said>
Decision screened(const Room& room, const Standing& who, Said said, const WordFilter* site,
                  const std::optional<AskedBy>& by, Utc now) {
  auto text = screen(room.moderation, who, site, std::move(said.text), now);
  if (!text) return Refused(text.error());
  said.text = std::move(text->text);
  std::vector<Event> events;
  if (text->hold) {
    events.emplace_back(Waits{room.upto + 2, who.person->id, true});
    Held waiting = held(said);
    waiting.why = *text->hold;
    events.emplace_back(std::move(waiting));
    return events;
  }
  if (by) events.emplace_back(*by);
  events.emplace_back(std::move(said));
  return events;
}

// What waited is said now, in its author's name.
void append_shown(std::vector<Event>& events, const Room& room, Offset n) {
  const auto& [held, t, author] = room.moderation.waiting().at(n);
  if (!held.question) {
    Commented said{held.from.value_or(Person{}), held.text, held.reply, held.about, n};
    if (said.reply && room.chat.deleted(said.reply->n)) said.reply->text.clear();
    events.emplace_back(std::move(said));
    return;
  }
  if (!held.from) events.emplace_back(AskedBy{room.upto + events.size() + 2, author});
  events.emplace_back(Asked{held.from, held.text, n});
}

std::vector<Event> cleared(const Room& room, const Ban& ban) {
  std::vector<Event> events{StaffDid{ban.by, "ban", 0, ban.account}};
  for (const Chat::Kept& kept : room.chat.recent())
    if (ban.clear && !kept.deleted && kept.comment.from.id == ban.account)
      events.emplace_back(Deleted{kept.comment.n});
  return events;
}

// What is reported; nothing: it is not there, or not for learners to see.
std::optional<ReplyTo> reported(const Room& room, const ReportComment& command) {
  if (const Comment* comment = target(room.chat, command.n, command.old)) return excerpt(*comment);
  const Questions::Kept* kept = room.questions.find(command.n);
  if (kept == nullptr || kept->question.state == QuestionState::hidden) return std::nullopt;
  const Question& question = kept->question;
  return excerpt({question.n, question.t, question.from.value_or(Person{}), question.text, {}});
}

// A comment may count for the draw that runs; that comes before it, so that the comment is the last event.
Decision phrase_noted(const Room& room, Decision decision) {
  if (!decision || decision->empty()) return decision;
  const auto* said = std::get_if<Commented>(&decision->back());
  if (said == nullptr) return decision;
  const Offset draw = room.draws.phrase_for(said->from.id, said->text);
  if (draw != 0) decision->insert(decision->end() - 1, DrawPhrased{draw, said->from.id});
  return decision;
}

bool mentions(const Room& room, AccountId account) {
  return room.chat.mentions(account) || room.questions.mentions(account) ||
         room.moderation.mentions(account) || room.hands.mentions(account) || room.polls.mentions(account) ||
         room.checkins.mentions(account) || room.draws.mentions(account);
}

}  // namespace

bool read_fields(const boost::json::object& object, ReadHistory& command) {
  const auto before = count_field(object, "before");
  command.before = before.value_or(0);
  return before.has_value();
}

bool read_fields(const boost::json::object& object, ListPeople& command) {
  PeopleQuery& query = command.query;
  // A field is there and well formed, or not there.
  const auto right = [&object](std::string_view name, bool well_formed) {
    return well_formed == object.contains(name);
  };
  const auto search = text_field(object, "search");
  if (search && count_characters(*search) > PeopleQuery::search_max) return false;
  query.search = folded_name(search.value_or(""));
  const auto role = text_field(object, "role");
  query.role = role ? parse_role(*role) : std::nullopt;
  const auto muted = truth_field(object, "muted");
  query.muted = muted.value_or(false);
  const auto order = text_field(object, "order");
  if (order && *order != "name" && *order != "minutes") return false;
  query.order = order == "minutes" ? PeopleOrder::minutes : PeopleOrder::name;
  const auto after = text_field(object, "after");
  query.after = after ? read_place(*after) : std::nullopt;
  return right("search", search.has_value()) && right("role", query.role.has_value()) &&
         right("muted", muted.has_value()) && right("order", order.has_value()) &&
         right("after", query.after.has_value());
}

bool read_fields(const boost::json::object& object, ListPolls& command) {
  const auto before = count_field(object, "before");
  command.before = before.value_or(0);
  return before.has_value();
}

bool read_fields(const boost::json::object& object, ListPollDrafts& command) {
  const auto before = count_field(object, "before");
  command.before = before.value_or(0);
  return before.has_value();
}

bool read_fields(const boost::json::object& object, ListPollPeople& command) {
  const auto poll = count_field(object, "poll");
  command.poll = poll.value_or(0);
  return poll.has_value();
}

bool read_fields(const boost::json::object&, ReadLeaderboard&) { return true; }

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

Decision decide(const Room& room, const Standing& who, const SendComment& command, Utc now,
                const WordFilter* site) {
  if (const auto no = may_not_speak(room, who, now)) return Refused(*no);
  // Comments stay open after the class, and may then be about a moment of it.
  if (command.about && !room.span.over) return refuse(No::malformed);
  SendComment within = command;
  if (command.about) within.about = room.span.nearest(*command.about);
  auto said = decide(room.chat, who, within, now);
  if (!said) return Refused(said.error());
  if (const auto no = too_new(room.chat, who, now)) return Refused(*no);
  return phrase_noted(room, screened(room, who, **said, site, {}, now));
}
Decision decide(const Room& room, const Standing& who, const DeleteComment& command, Utc) {
  const Comment* comment = target(room.chat, command.n, command.old);
  const bool own = comment != nullptr && who.person && comment->from.id == who.person->id;
  auto decision = as_decision(decide(room.chat, who, command));
  return own ? decision : logged(std::move(decision), who, command, command.n);
}
Decision decide(const Room& room, const Standing& who, const PinComment& command, Utc) {
  return as_decision(decide(room.chat, who, command));
}
Decision decide(const Room& room, const Standing& who, const MuteAccount& command, Utc now) {
  return logged(as_decision(decide(room.chat, who, command, now)), who, command, 0, command.account);
}
Decision decide(const Room& room, const Standing& who, const SetSlow& command, Utc) {
  return logged(as_decision(decide(room.chat, who, command)), who, command);
}

Decision decide(const Room& room, const Standing& who, const AskQuestion& command, Utc now,
                const WordFilter* site) {
  if (const auto no = may_not_speak(room, who, now)) return Refused(*no);
  if (room.progress.phase == Phase::ended) return refuse(No::room_over);
  auto question = decide(room.questions, who, command, room.upto + 1);
  if (!question) return Refused(question.error());
  return screened(room, who, std::move(question->asked), site, question->by, now);
}
Decision decide(const Room& room, const Standing& who, const VoteQuestion& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.questions, who, command));
}
Decision decide(const Room& room, const Standing& who, const MoveQuestion& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  auto decision = as_decision(decide(room.questions, who, command));
  const bool hides = command.to == QuestionState::hidden && who.may_moderate;
  return hides ? logged(std::move(decision), who, command, command.n) : decision;
}
Decision decide(const Room& room, const Standing& who, const MergeQuestion& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return logged(as_decision(decide(room.questions, who, command)), who, command, command.n);
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

Decision decide(const Room& room, const Standing& who, const SetRules& command, Utc) {
  if (!who.person) return refuse(No::sign_in);
  return logged(as_decision(decide(room.moderation, who, command)), who, command);
}
Decision decide(const Room& room, const Standing& who, const SetWords& command, Utc) {
  if (!who.person) return refuse(No::sign_in);
  return logged(as_decision(decide(room.moderation, who, command)), who, command);
}
Decision decide(const Room& room, const Standing& who, const SettleHeld& command, Utc) {
  if (!who.person) return refuse(No::sign_in);
  const auto settled = decide(room.moderation, who, command);
  if (!settled) return Refused(settled.error());
  const AccountId author = room.moderation.waiting().at(command.n).author;
  std::vector<Event> events{log_line(who, command, command.n), *settled, Waits{command.n, author, false}};
  if (command.show) append_shown(events, room, command.n);
  return phrase_noted(room, std::move(events));
}
Decision decide(const Room& room, const Standing& who, const ReportComment& command, Utc) {
  if (!who.person) return refuse(No::sign_in);
  return as_decision(decide(room.moderation, who, command, reported(room, command)));
}
Decision decide(const Room& room, const Standing& who, const CloseReport& command, Utc) {
  if (!who.person) return refuse(No::sign_in);
  return logged(as_decision(decide(room.moderation, who, command)), who, command, command.n);
}

Decision decide(const Room& room, const Standing& who, const KeepPoll& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.polls, who, command));
}
Decision decide(const Room& room, const Standing& who, const DropPoll& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.polls, who, command));
}
Decision decide(const Room& room, const Standing& who, const OpenPoll& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  if (room.progress.phase == Phase::ended) return refuse(No::room_over);
  return as_decision(decide(room.polls, who, command, room.upto + 1));
}
Decision decide(const Room& room, const Standing& who, const AnswerPoll& command, Utc now,
                const WordFilter* site) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  auto answered = decide(room.polls, who, command, now);
  if (!answered || !*answered || (*answered)->word.empty()) return as_decision(std::move(answered));
  // Nothing waits in a cloud: what staff would have to look at first is not accepted.
  auto text = screen(room.moderation, who, site, std::move((*answered)->word), now);
  if (!text) return Refused(text.error());
  if (text->hold == HeldFor::words) return refuse(No::words_blocked);
  (*answered)->folded = folded_word(text->text);
  (*answered)->word = std::move(text->text);
  return as_decision(std::move(answered));
}
Decision decide(const Room& room, const Standing& who, const TakeOutWord& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.polls, who, command));
}
Decision decide(const Room& room, const Standing& who, const ClosePoll& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.polls, who, command));
}

Decision decide(const Room& room, const Standing& who, const OpenCheckin& command, Utc now) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  if (who.may_moderate && room.progress.phase == Phase::ended) return refuse(No::room_over);
  return as_decision(decide(room.checkins, who, command, now));
}
Decision decide(const Room& room, const Standing& who, const CloseCheckin& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.checkins, who, command));
}
Decision decide(const Room& room, const Standing& who, const CheckIn& command, Utc now) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.checkins, who, command, now));
}

Decision decide(const Room& room, const Standing& who, const OpenDraw& command, Utc now) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  if (who.may_moderate && room.progress.phase == Phase::ended) return refuse(No::room_over);
  return as_decision(decide(room.draws, who, command, now, room.upto + 1));
}
Decision decide(const Room& room, const Standing& who, const CloseDraw& command, Utc now) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.draws, who, command, now));
}
Decision decide(const Room& room, const Standing& who, const EnterDraw& command, Utc now) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.draws, who, command, now, deeds_of(room, who.person->id, command.watched)));
}
Decision decide(const Room& room, const Standing& who, const GiveBeacon& command, Utc now) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.draws, who, command, now));
}
Decision decide(const Room& room, const Standing& who, const LeaveAddress& command, Utc) {
  if (!who.person) return refuse(No::sign_in);
  return as_decision(decide(room.draws, who, command));
}

Decision decide(const Room& room, const Standing& who, const RaiseHand& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  if (!command.up) return as_decision(lower(room.hands, who, who.person->id));
  if (room.progress.phase != Phase::live) return refuse(No::not_live);
  return as_decision(raise(room.hands, who));
}
Decision decide(const Room& room, const Standing& who, const CallHand& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(call(room.hands, who, command.account));
}
Decision decide(const Room& room, const Standing& who, const LowerHand& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(lower(room.hands, who, command.account));
}

Decision decide(const Room& room, const Standing& who, const AnswerSurvey& command, Utc) {
  return as_decision(decide(room.survey, room.progress.phase, who, command));
}

Decision decide(const Room& room, const Standing& who, const TurnSlide& command, Utc) {
  if (const auto no = may_not_turn(room, who)) return Refused(*no);
  return as_decision(turn(room.slides, who, command));
}
Decision decide(const Room& room, const Standing& who, const CloseSlides&, Utc) {
  if (const auto no = may_not_turn(room, who)) return Refused(*no);
  return as_decision(close(room.slides, who));
}
Decision decide(const Room& room, const Standing& who, const StaffSay& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(who, command));
}
Decision decide(const Room& room, const Standing& who, const KeepReplies& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.staff_talk, who, command));
}

Decision decide(const Room& room, const Standing& who, const AnnounceToClass& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return logged(as_decision(decide(room.announcements, who, command)), who, command);
}

Decision decide(const Room& room, const Standing& who, const SetOutline& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.outline, who, command));
}
Decision decide(const Room& room, const Standing& who, const MoveToTopic& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  if (who.may_moderate && room.progress.phase != Phase::live) return refuse(No::not_live);
  return as_decision(decide(room.outline, who, command));
}

Decision decide(const Room& room, const Standing& who, const KeepOffer& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.offers, who, command));
}
Decision decide(const Room& room, const Standing& who, const DropOffer& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.offers, who, command));
}
Decision decide(const Room& room, const Standing& who, const ShowOffer& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.offers, who, command, room.upto + 1));
}
Decision decide(const Room& room, const Standing& who, const HideOffer& command, Utc) {
  if (const auto no = may_not_take_part(room, who)) return Refused(*no);
  return as_decision(decide(room.offers, who, command));
}

std::vector<Event> decide(const Room& room, const Announce& announce) {
  return announce.text == room.announcements.of_site ? std::vector<Event>{}
                                                     : std::vector<Event>{Announced{announce.text}};
}

std::vector<Event> decide(const Room& room, const Telling& telling) {
  if (const auto* move = std::get_if<MoveLesson>(&telling)) {
    std::vector<Event> events;
    if (move->to == room.progress.phase) return events;
    if (move->to == Phase::ended && room.polls.open() != 0) append(events, room.polls.closing());
    events.emplace_back(LessonMoved{move->to, move->why});
    return events;
  }
  if (const auto* erase = std::get_if<EraseAccount>(&telling))
    return mentions(room, erase->account) ? std::vector<Event>{Erased{erase->account}} : std::vector<Event>{};
  if (const auto* ban = std::get_if<Ban>(&telling)) return cleared(room, *ban);
  const auto& turn = std::get<TurnStream>(telling);
  return turn.on == room.progress.stream ? std::vector<Event>{}
                                         : std::vector<Event>{StreamTurned{turn.on, turn.back_by}};
}

}  // namespace lyceum::room
