// The polls as they are told to who comes, and to who asks.
#pragma once

#include "room/polls/polls.hpp"

namespace lyceum::room {

// The one that is open, or the last one, as this reader may see it:
// {"n":12,"t":…,"content":{…},"closed":…,"people":3,"counts":[…]}; null: there was none.
std::string shown_poll_json(const Polls& polls, Audience reader);

// ,"answer":{"poll":12,"choices":[0],"points":80}: the person's answer to that poll, as a member of "You";
// with points when a quiz is closed. Nothing when there is none.
void append_mine(std::string& out, const Polls& polls, AccountId account);

// Polls and drafts before one of them (0: all), the newest first, at most about bytes_max: arrays for staff.
std::string polls_json(const Polls& polls, Offset before, std::size_t bytes_max);
std::string drafts_json(const Polls& polls, Offset before, std::size_t bytes_max);

// The first 20 places, the person's own, and what the answer to the last poll gave, for everybody:
// {"people":40,"top":[{"place":1,"person":"7","name":"Wei","points":180,"ms":5200}],"mine":{…},"answer":{…}}
std::string leaderboard_json(const Polls& polls, AccountId account);

// {"answered":[{"person":"7","name":"Wei","choices":[0],"ms":1200}],"missing":[{"id":"8",…}],"missing_count":12}:
// who chose what, in the order of answering, unless the poll is anonymous; and `missing`: who is here and has
// not answered. Each list at most about bytes_max.
std::string poll_people_json(const Polls& polls, const Polls::Kept& kept, const std::vector<Person>& missing,
                             std::size_t bytes_max);

}  // namespace lyceum::room
