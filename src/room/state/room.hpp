// The state of a room: what its events, in order, have made of it; nothing else changes it.
#pragma once

#include "room/chat/chat.hpp"
#include "room/questions/questions.hpp"
#include "room/state/event.hpp"

namespace lyceum::room {

struct Room {
  Offset upto = 0;  // the last event in it
  Chat chat;
  Likes likes;
  Presence presence;
  Progress progress;
  ClassSpan span;
  Announcement announcement;
  Questions questions;

  bool operator==(const Room&) const = default;
};

void evolve(Room& room, const Record& record);

// What a newcomer gets to see, as the "State" of the protocol: {"lesson":"live",…,"comments":[…]}, with the
// last 50 comments and the questions that are not done with.
std::string state_json(const Room& room);

}  // namespace lyceum::room
