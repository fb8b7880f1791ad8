// The list of everything that can happen in a room. A new tool adds its events here.
#pragma once

#include "room/announcement/announcement.hpp"
#include "room/chat/event.hpp"
#include "room/checkin/event.hpp"
#include "room/draw/event.hpp"
#include "room/hands/event.hpp"
#include "room/likes/event.hpp"
#include "room/moderation/event.hpp"
#include "room/offers/event.hpp"
#include "room/outline/outline.hpp"
#include "room/pace/event.hpp"
#include "room/phase/phase.hpp"
#include "room/polls/event.hpp"
#include "room/presence/event.hpp"
#include "room/questions/event.hpp"
#include "room/reactions/event.hpp"
#include "room/slides/slides.hpp"
#include "room/staff/event.hpp"
#include "room/survey/event.hpp"

#include <variant>

namespace lyceum::room {

using Event =
    std::variant<Commented, Deleted, Pinned, Muted, Erased, SlowSet, LikesCounted, PresenceCounted,
                 LessonMoved, StreamTurned, Announced, Asked, AskedBy, Voted, VotesCounted, QuestionMoved,
                 QuestionReplied, NamelessSet, PaceVoted, PaceCounted, PaceAlerted, PaceAlertSet, RulesSet,
                 WordsSet, Held, Waits, Settled, Reported, ReportClosed, StaffDid, PollKept, PollDropped,
                 PollKeyed, PollOpened, PollAnswered, PollCounted, PollCountedForStaff, WordTakenOut,
                 PollClosed, CheckinOpened, CheckedIn, CheckinCounted, CheckinClosed, DrawSeeded, DrawOpened,
                 DrawEntered, DrawPhrased, DrawCounted, DrawClosed, DrawDone, DrawAddressed, HandRaised,
                 HandCalled, HandLowered, Surveyed, SlideTurned, SlidesOff, StaffSaid, RepliesKept,
                 ReactionsCounted, OutlineSet, TopicReached, OfferKept, OfferDropped, OfferShown, OfferHidden,
                 OfferReached, OfferCounted>;

// An event with its place in the record: offsets 1, 2, 3 … without a gap.
struct Record {
  Stamp at;
  Event event;
};

std::string_view event_type(const Event& event);
Audience event_audience(const Event& event);
// The person whose "You" it changes.
std::optional<AccountId> concerns(const Event& event);

// The event's own members as a JSON object, without n, t and type: what the record keeps.
std::string event_body(const Event& event);
// Refused: an unknown type, or a body that does not fit it. `body` comes from our own record.
std::optional<Event> read_event(std::string_view type, std::string_view body);

}  // namespace lyceum::room
