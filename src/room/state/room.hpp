// The state of a room: what its events, in order, have made of it; nothing else changes it.
#pragma once

#include "room/chat/chat.hpp"
#include "room/checkin/checkins.hpp"
#include "room/draw/decide.hpp"
#include "room/hands/hands.hpp"
#include "room/moderation/moderation.hpp"
#include "room/offers/offers.hpp"
#include "room/pace/pace.hpp"
#include "room/polls/polls.hpp"
#include "room/questions/questions.hpp"
#include "room/staff/staff.hpp"
#include "room/state/event.hpp"
#include "room/survey/survey.hpp"

namespace lyceum::room {

struct Room {
  Offset upto = 0;  // the last event in it
  Chat chat;
  Likes likes;
  Presence presence;
  Progress progress;
  ClassSpan span;
  Announcements announcements;
  Questions questions;
  Pace pace;
  Moderation moderation;
  Hands hands;
  Polls polls;
  Checkins checkins;
  Draws draws;
  Survey survey;
  Slides slides;
  StaffTalk staff_talk;
  Reactions reactions;
  Outline outline;
  Offers offers;

  bool operator==(const Room&) const = default;
};

void evolve(Room& room, const Record& record);

// What the room itself owes: totals that changed, times that ran out. Nothing: it owes nothing.
std::optional<Utc> owed_at(const Room& room);
// What is due by `now`, at least one event when owed_at() has passed; afterwards that much less is owed.
std::vector<Event> owed(const Room& room, Utc now);
// In the order in which the room is told.
void append(std::vector<Event>& events, Polls::Told told);

// What a draw may ask of a person. `watched`: how long they were present, which the room's events do not say.
Deeds deeds_of(const Room& room, AccountId account, microseconds watched);

// What a newcomer gets to see, as the "State" of the protocol: {"lesson":"live",…,"comments":[…]}, with the
// last 50 comments and the questions that are not done with. Staff sees more: `reader`, everyone or staff.
std::string state_json(const Room& room, Audience reader);

// What concerns one person alone, as members of "You", each with a comma before it.
void append_mine(std::string& out, const Room& room, AccountId account, microseconds watched);

}  // namespace lyceum::room
