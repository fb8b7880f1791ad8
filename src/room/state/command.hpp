// The list of everything that can be asked of a room, how it is read from the wire, and the room's decision.
#pragma once

#include "room/chat/decide.hpp"
#include "room/checkin/decide.hpp"
#include "room/draw/decide.hpp"
#include "room/hands/decide.hpp"
#include "room/likes/meter.hpp"
#include "room/moderation/decide.hpp"
#include "room/offers/decide.hpp"
#include "room/pace/decide.hpp"
#include "room/polls/decide.hpp"
#include "room/presence/roster.hpp"
#include "room/questions/decide.hpp"
#include "room/reactions/meter.hpp"
#include "room/slides/slides.hpp"
#include "room/staff/decide.hpp"
#include "room/state/room.hpp"
#include "room/survey/decide.hpp"

namespace lyceum::room {

// Questions: they change nothing.
struct ReadHistory {
  static constexpr std::string_view word = "history";
  static constexpr std::array<std::string_view, 1> fields = {"before"};
  Offset before = 0;
};
struct ListPeople {
  static constexpr std::string_view word = "people";
  static constexpr std::array<std::string_view, 5> fields = {"search", "role", "muted", "order", "after"};
  PeopleQuery query;
};
// For staff: the newest polls with their results so far, or drafts; before one of them, 0: all.
struct ListPolls {
  static constexpr std::string_view word = "polls";
  static constexpr std::array<std::string_view, 1> fields = {"before"};
  Offset before = 0;
};
struct ListPollDrafts {
  static constexpr std::string_view word = "poll_drafts";
  static constexpr std::array<std::string_view, 1> fields = {"before"};
  Offset before = 0;
};
// For staff: who chose what, and who of those present has not answered.
struct ListPollPeople {
  static constexpr std::string_view word = "poll_people";
  static constexpr std::array<std::string_view, 1> fields = {"poll"};
  Offset poll = 0;
};
struct ReadLeaderboard {
  static constexpr std::string_view word = "leaderboard";
  static constexpr std::array<std::string_view, 0> fields = {};
};
bool read_fields(const boost::json::object& object, ReadHistory& command);
bool read_fields(const boost::json::object& object, ListPeople& command);
bool read_fields(const boost::json::object& object, ListPolls& command);
bool read_fields(const boost::json::object& object, ListPollDrafts& command);
bool read_fields(const boost::json::object& object, ListPollPeople& command);
bool read_fields(const boost::json::object& object, ReadLeaderboard& command);

// By clients. A new tool adds its commands here.
using Command =
    std::variant<SendComment, DeleteComment, PinComment, MuteAccount, SetSlow, SendLike, ReadHistory,
                 ListPeople, AskQuestion, VoteQuestion, MoveQuestion, MergeQuestion, ReplyQuestion,
                 SetNameless, VotePace, SetPaceAlert, SetRules, SetWords, SettleHeld, ReportComment,
                 CloseReport, RaiseHand, CallHand, LowerHand, KeepPoll, DropPoll, OpenPoll, AnswerPoll,
                 TakeOutWord, ClosePoll, ListPolls, ListPollDrafts, ListPollPeople, ReadLeaderboard,
                 OpenCheckin, CloseCheckin, CheckIn, ListCheckedIn, ListNotCheckedIn, OpenDraw, CloseDraw,
                 EnterDraw, GiveBeacon, LeaveAddress, AnswerSurvey, TurnSlide, CloseSlides, StaffSay,
                 KeepReplies, AnnounceToClass, SendReactions, SetOutline, MoveToTopic, KeepOffer, DropOffer,
                 ShowOffer, HideOffer, ListOffers, SeeOffer, ClickOffer>;

// By the system.
struct MoveLesson {
  Phase to;
  std::string why = {};  // as in LessonMoved
};
struct TurnStream {
  bool on;
  Utc back_by{};  // as in StreamTurned
};
struct EraseAccount {
  AccountId account;
};
// Staff has put an account out of the lesson; `clear`: and what it wrote lately goes, too.
struct Ban {
  Person by;
  AccountId account;
  bool clear = false;
};
// By an operator of the site, from outside the room.
struct Announce {
  std::string text;  // empty: what was announced goes
};
using Telling = std::variant<MoveLesson, TurnStream, EraseAccount, Ban>;

// A client's message: {"id":7,"do":"comment",…}.
struct Message {
  std::optional<std::int64_t> id;  // nothing: so broken that it cannot be answered
  std::expected<Command, Refusal> command;
};

// Strict: an unknown or missing field makes it malformed. `text` is UTF-8.
Message read_message(std::string_view text);

// decide/evolve: pure. No events: it is so already.
using Decision = std::expected<std::vector<Event>, Refusal>;
// `site`: the words of the site; nullptr: there are none.
Decision decide(const Room& room, const Standing& who, const SendComment& command, Utc now,
                const WordFilter* site = nullptr);
Decision decide(const Room& room, const Standing& who, const AskQuestion& command, Utc now,
                const WordFilter* site = nullptr);
Decision decide(const Room& room, const Standing& who, const DeleteComment& command, Utc now);
Decision decide(const Room& room, const Standing& who, const PinComment& command, Utc now);
Decision decide(const Room& room, const Standing& who, const MuteAccount& command, Utc now);
Decision decide(const Room& room, const Standing& who, const SetSlow& command, Utc now);
Decision decide(const Room& room, const Standing& who, const VoteQuestion& command, Utc now);
Decision decide(const Room& room, const Standing& who, const MoveQuestion& command, Utc now);
Decision decide(const Room& room, const Standing& who, const MergeQuestion& command, Utc now);
Decision decide(const Room& room, const Standing& who, const ReplyQuestion& command, Utc now);
Decision decide(const Room& room, const Standing& who, const SetNameless& command, Utc now);
Decision decide(const Room& room, const Standing& who, const VotePace& command, Utc now);
Decision decide(const Room& room, const Standing& who, const SetPaceAlert& command, Utc now);
Decision decide(const Room& room, const Standing& who, const SetRules& command, Utc now);
Decision decide(const Room& room, const Standing& who, const SetWords& command, Utc now);
Decision decide(const Room& room, const Standing& who, const SettleHeld& command, Utc now);
Decision decide(const Room& room, const Standing& who, const ReportComment& command, Utc now);
Decision decide(const Room& room, const Standing& who, const CloseReport& command, Utc now);
Decision decide(const Room& room, const Standing& who, const RaiseHand& command, Utc now);
Decision decide(const Room& room, const Standing& who, const CallHand& command, Utc now);
Decision decide(const Room& room, const Standing& who, const LowerHand& command, Utc now);
Decision decide(const Room& room, const Standing& who, const KeepPoll& command, Utc now);
Decision decide(const Room& room, const Standing& who, const DropPoll& command, Utc now);
Decision decide(const Room& room, const Standing& who, const OpenPoll& command, Utc now);
Decision decide(const Room& room, const Standing& who, const AnswerPoll& command, Utc now,
                const WordFilter* site = nullptr);
Decision decide(const Room& room, const Standing& who, const TakeOutWord& command, Utc now);
Decision decide(const Room& room, const Standing& who, const ClosePoll& command, Utc now);
Decision decide(const Room& room, const Standing& who, const OpenCheckin& command, Utc now);
Decision decide(const Room& room, const Standing& who, const CloseCheckin& command, Utc now);
Decision decide(const Room& room, const Standing& who, const CheckIn& command, Utc now);
Decision decide(const Room& room, const Standing& who, const OpenDraw& command, Utc now);
Decision decide(const Room& room, const Standing& who, const CloseDraw& command, Utc now);
Decision decide(const Room& room, const Standing& who, const EnterDraw& command, Utc now);
Decision decide(const Room& room, const Standing& who, const GiveBeacon& command, Utc now);
Decision decide(const Room& room, const Standing& who, const LeaveAddress& command, Utc now);
Decision decide(const Room& room, const Standing& who, const AnswerSurvey& command, Utc now);
Decision decide(const Room& room, const Standing& who, const TurnSlide& command, Utc now);
Decision decide(const Room& room, const Standing& who, const CloseSlides& command, Utc now);
Decision decide(const Room& room, const Standing& who, const StaffSay& command, Utc now);
Decision decide(const Room& room, const Standing& who, const KeepReplies& command, Utc now);
Decision decide(const Room& room, const Standing& who, const AnnounceToClass& command, Utc now);
Decision decide(const Room& room, const Standing& who, const SetOutline& command, Utc now);
Decision decide(const Room& room, const Standing& who, const MoveToTopic& command, Utc now);
Decision decide(const Room& room, const Standing& who, const KeepOffer& command, Utc now);
Decision decide(const Room& room, const Standing& who, const DropOffer& command, Utc now);
Decision decide(const Room& room, const Standing& who, const ShowOffer& command, Utc now);
Decision decide(const Room& room, const Standing& who, const HideOffer& command, Utc now);
std::vector<Event> decide(const Room& room, const Telling& telling);
std::vector<Event> decide(const Room& room, const Announce& announce);

}  // namespace lyceum::room
