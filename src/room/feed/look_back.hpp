// The record of a room as somebody may read it afterwards.
#pragma once

#include "room/feed/room_log.hpp"

namespace lyceum::room {

// {"n":5,"t":1700000000000,"type":"comment",…}: a row as clients get it.
std::string event_json(const LogRow& row);

// The rows of the page that this audience may see. What was deleted or, of questions, hidden, wherever in the
// record, is not among them, nor is its pin; answers to it have lost their excerpt, and clouds the words that
// were taken out.
std::vector<LogRow> readable(LogPage page, Audience audience);

}  // namespace lyceum::room
