// The answers of a class as a table for other programs (RFC 4180), a line an answer.
#pragma once

#include "room/polls/polls.hpp"

namespace lyceum::room {

// poll, opened_at, kind, title, account, name, answer, right, points, seconds. The lines of an anonymous poll
// tell neither who nor when, and are in the order of the answers; a poll without answers has one line. Steps
// of a scale are written 1 to 5. A word that was taken out is left out. `time`: how a time is written.
std::string polls_csv(const Polls& polls, std::string (*time)(Utc));

}  // namespace lyceum::room
