#include "room/state/room.hpp"

#include "room/polls/view.hpp"

namespace lyceum::room {
namespace {

constexpr std::size_t shown_max = 50;
constexpr std::size_t shown_bytes_max = 32 * 1024;
constexpr std::size_t questions_bytes_max = 24 * 1024;
constexpr std::size_t moderation_bytes_max = 16 * 1024;  // of what waits, and of reports

// Which part of the room an event concerns. A new tool adds its line.
Chat& part(Room& room, const Commented&) { return room.chat; }
Chat& part(Room& room, const Deleted&) { return room.chat; }
Chat& part(Room& room, const Pinned&) { return room.chat; }
Chat& part(Room& room, const Muted&) { return room.chat; }
Chat& part(Room& room, const Erased&) { return room.chat; }
Chat& part(Room& room, const SlowSet&) { return room.chat; }
Likes& part(Room& room, const LikesCounted&) { return room.likes; }
Presence& part(Room& room, const PresenceCounted&) { return room.presence; }
Progress& part(Room& room, const LessonMoved&) { return room.progress; }
Progress& part(Room& room, const StreamTurned&) { return room.progress; }
Announcements& part(Room& room, const Announced&) { return room.announcements; }
Questions& part(Room& room, const Asked&) { return room.questions; }
Questions& part(Room& room, const AskedBy&) { return room.questions; }
Questions& part(Room& room, const Voted&) { return room.questions; }
Questions& part(Room& room, const VotesCounted&) { return room.questions; }
Questions& part(Room& room, const QuestionMoved&) { return room.questions; }
Questions& part(Room& room, const QuestionReplied&) { return room.questions; }
Questions& part(Room& room, const NamelessSet&) { return room.questions; }
Pace& part(Room& room, const PaceVoted&) { return room.pace; }
Pace& part(Room& room, const PaceCounted&) { return room.pace; }
Pace& part(Room& room, const PaceAlerted&) { return room.pace; }
Pace& part(Room& room, const PaceAlertSet&) { return room.pace; }
Moderation& part(Room& room, const RulesSet&) { return room.moderation; }
Moderation& part(Room& room, const WordsSet&) { return room.moderation; }
Moderation& part(Room& room, const Held&) { return room.moderation; }
Moderation& part(Room& room, const Waits&) { return room.moderation; }
Moderation& part(Room& room, const Settled&) { return room.moderation; }
Moderation& part(Room& room, const Reported&) { return room.moderation; }
Moderation& part(Room& room, const ReportClosed&) { return room.moderation; }
Moderation& part(Room& room, const StaffDid&) { return room.moderation; }
Hands& part(Room& room, const HandRaised&) { return room.hands; }
Hands& part(Room& room, const HandCalled&) { return room.hands; }
Hands& part(Room& room, const HandLowered&) { return room.hands; }
Polls& part(Room& room, const PollKept&) { return room.polls; }
Polls& part(Room& room, const PollDropped&) { return room.polls; }
Polls& part(Room& room, const PollKeyed&) { return room.polls; }
Polls& part(Room& room, const PollOpened&) { return room.polls; }
Polls& part(Room& room, const PollAnswered&) { return room.polls; }
Polls& part(Room& room, const PollCounted&) { return room.polls; }
Polls& part(Room& room, const PollCountedForStaff&) { return room.polls; }
Polls& part(Room& room, const WordTakenOut&) { return room.polls; }
Polls& part(Room& room, const PollClosed&) { return room.polls; }
Checkins& part(Room& room, const CheckinOpened&) { return room.checkins; }
Checkins& part(Room& room, const CheckedIn&) { return room.checkins; }
Checkins& part(Room& room, const CheckinCounted&) { return room.checkins; }
Checkins& part(Room& room, const CheckinClosed&) { return room.checkins; }
StaffTalk& part(Room& room, const StaffSaid&) { return room.staff_talk; }
StaffTalk& part(Room& room, const RepliesKept&) { return room.staff_talk; }
Survey& part(Room& room, const Surveyed&) { return room.survey; }
Draws& part(Room& room, const DrawSeeded&) { return room.draws; }
Draws& part(Room& room, const DrawOpened&) { return room.draws; }
Draws& part(Room& room, const DrawEntered&) { return room.draws; }
Draws& part(Room& room, const DrawPhrased&) { return room.draws; }
Draws& part(Room& room, const DrawCounted&) { return room.draws; }
Draws& part(Room& room, const DrawClosed&) { return room.draws; }
Draws& part(Room& room, const DrawDone&) { return room.draws; }
Draws& part(Room& room, const DrawAddressed&) { return room.draws; }
Slides& part(Room& room, const SlideTurned&) { return room.slides; }
Slides& part(Room& room, const SlidesOff&) { return room.slides; }
Reactions& part(Room& room, const ReactionsCounted&) { return room.reactions; }
Outline& part(Room& room, const OutlineSet&) { return room.outline; }
Outline& part(Room& room, const TopicReached&) { return room.outline; }
Offers& part(Room& room, const OfferKept&) { return room.offers; }
Offers& part(Room& room, const OfferDropped&) { return room.offers; }
Offers& part(Room& room, const OfferShown&) { return room.offers; }
Offers& part(Room& room, const OfferHidden&) { return room.offers; }
Offers& part(Room& room, const OfferReached&) { return room.offers; }
Offers& part(Room& room, const OfferCounted&) { return room.offers; }

// What an event means for parts other than its own.
void affect(Room& room, const LessonMoved& event, Stamp at) {
  room.span.evolve(event, at);
  if (event.state != Phase::ended) return;
  room.hands.lower_all();
  room.slides.close();
}
void affect(Room& room, const Erased& event, Stamp) {
  room.questions.forget(event.account);
  room.moderation.forget(event.account);
  room.hands.forget(event.account);
  room.polls.forget(event.account);
  room.checkins.forget(event.account);
  room.draws.forget(event.account);
  room.survey.forget(event.account);
  room.staff_talk.forget(event.account);
}
void affect(Room& room, const Deleted& event, Stamp) { room.moderation.close_report(event.comment); }
void affect(Room& room, const QuestionMoved& event, Stamp) {
  if (event.state == QuestionState::hidden) room.moderation.close_report(event.question);
}
void affect(Room& room, const Waits& event, Stamp at) {
  if (event.waits) room.chat.note_time(event.account, at);
}

// Oldest first; when the newest 50 are too long for one frame, fewer of them.
void append_comments(std::string& out, const Chat& chat) {
  std::vector<std::string> shown;  // newest first
  std::size_t bytes = 0;
  for (auto kept = chat.recent().rbegin(); kept != chat.recent().rend() && shown.size() < shown_max; ++kept) {
    if (kept->deleted) continue;
    std::string json;
    append_json(json, kept->comment);
    bytes += json.size();
    if (bytes > shown_bytes_max && !shown.empty()) break;
    shown.push_back(std::move(json));
  }
  out += '[';
  for (auto json = shown.rbegin(); json != shown.rend(); ++json) {
    if (json != shown.rbegin()) out += ',';
    out += *json;
  }
  out += ']';
}

bool is_over(const Room& room) { return room.progress.phase == Phase::ended; }

// Of each part that can owe something.
std::array<std::optional<Utc>, 7> dues(const Room& room) {
  return {room.questions.due(),      room.pace.due(),
          room.polls.due(),          room.checkins.closes_at(is_over(room)),
          room.checkins.count_due(), room.draws.closes_at(is_over(room)),
          room.draws.count_due()};
}

}  // namespace

void evolve(Room& room, const Record& record) {
  std::visit(
      [&](const auto& event) {
        part(room, event).evolve(event, record.at);
        if constexpr (requires { affect(room, event, record.at); }) affect(room, event, record.at);
      },
      record.event);
  room.upto = record.at.n;
}

void append(std::vector<Event>& events, Polls::Told told) {
  if (told.everyone) events.emplace_back(std::move(*told.everyone));
  if (told.staff) events.emplace_back(std::move(*told.staff));
  if (told.closed) events.emplace_back(std::move(*told.closed));
}

std::optional<Utc> owed_at(const Room& room) {
  std::optional<Utc> first;
  for (const auto& due : dues(room))
    if (due) first = std::min(first.value_or(*due), *due);
  return first;
}

std::vector<Event> owed(const Room& room, Utc now) {
  std::vector<Event> events;
  const auto is_due = [&](std::optional<Utc> due) { return due && *due <= now; };
  if (is_due(room.questions.due())) events.emplace_back(room.questions.count());
  if (is_due(room.pace.due())) {
    const PaceCounted counted = room.pace.count(now);
    events.emplace_back(counted);
    for (const PaceAlerted& alert : room.pace.alerts(counted, room.presence.people))
      events.emplace_back(alert);
  }
  if (is_due(room.polls.due())) append(events, room.polls.owed(now));
  if (is_due(room.checkins.closes_at(is_over(room))))
    events.emplace_back(room.checkins.close());
  else if (is_due(room.checkins.count_due()))
    events.emplace_back(room.checkins.count());
  if (is_due(room.draws.closes_at(is_over(room)))) {
    const DrawEnd end = end_of(room.draws, now);
    events.emplace_back(end.closed);
    if (end.done) events.emplace_back(*end.done);
  } else if (is_due(room.draws.count_due())) {
    events.emplace_back(room.draws.count());
  }
  return events;
}

Deeds deeds_of(const Room& room, AccountId account, microseconds watched) {
  return {.checked_in = room.checkins.has(account),
          .asked = room.questions.has_asked(account),
          .answered = room.polls.has_answered(account),
          .watched = watched};
}

void append_mine(std::string& out, const Room& room, AccountId account, microseconds watched) {
  append_mine(out, room.questions, account);
  append_mine(out, room.pace, account);
  append_mine(out, room.moderation, account);
  append_mine(out, room.hands, account);
  append_mine(out, room.polls, account);
  append_mine(out, room.checkins, account);
  append_mine(out, room.survey, account);
  // Looked for only while a draw asks for them.
  append_mine(out, room.draws, account,
              room.draws.running() == 0 ? Deeds() : deeds_of(room, account, watched));
}

std::string state_json(const Room& room, Audience reader) {
  std::string out = R"({"lesson":")";
  out += phase_name(room.progress.phase);
  out += room.progress.stream ? R"(","stream":true)" : R"(","stream":false)";
  if (room.progress.back_by != Utc()) {
    out += R"(,"back_by":)";
    append_json(out, utc_millis(room.progress.back_by));
  }
  if (!room.progress.why.empty()) {
    out += R"(,"why":)";
    append_json(out, room.progress.why);
  }
  append_shown(out, room.announcements);
  out += R"(,"slow":)";
  append_json(out, std::int64_t{room.chat.slow().count()});
  out += R"(,"likes":)";
  append_json(out, room.likes.total);
  out += R"(,"reactions":)";
  append_json(out, room.reactions.totals);
  out += R"(,"people":)";
  append_json(out, room.presence.people);
  out += R"(,"pinned":)";
  if (room.chat.pinned())
    append_json(out, *room.chat.pinned());
  else
    out += "null";
  out += R"(,"comments":)";
  append_comments(out, room.chat);
  out += room.questions.nameless() ? R"(,"nameless":true,"questions":)" : R"(,"nameless":false,"questions":)";
  out += shown_json(room.questions, reader, questions_bytes_max);
  if (reader == Audience::staff) append_for_staff(out, room.pace);
  if (reader == Audience::staff) append_for_staff(out, room.hands);
  if (reader == Audience::staff) append_for_staff(out, room.staff_talk);
  out += ',';
  append_state(out, room.moderation, reader, moderation_bytes_max);
  out += R"(,"poll":)" + shown_poll_json(room.polls, reader);
  append_shown(out, room.checkins);
  append_shown(out, room.draws);
  append_shown(out, room.slides);
  append_shown(out, room.outline);
  append_shown(out, room.offers);
  return out + '}';
}

}  // namespace lyceum::room
