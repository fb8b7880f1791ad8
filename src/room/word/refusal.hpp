// Every way in which a room says no, in one ordered list.
//
// A command that breaks several rules is refused by the first of them in this order, so a client always sees
// the same answer for the same situation.
#pragma once

#include "base/result/error.hpp"

#include <chrono>
#include <cstdint>
#include <expected>

namespace lyceum::room {

enum class No : std::uint8_t {
  malformed,           // not JSON, a field missing, of the wrong type or unknown
  unknown_command,     // "do" names nothing we know
  sign_in,             // speaking needs an account
  not_allowed,         // not this person, here
  room_over,           // the lesson has ended
  not_live,            // only while the class is on
  not_over,            // only afterwards
  muted,               // until retry_after
  silent,              // staff asked everybody to be silent
  not_found,           // no such comment or person
  comment_empty,       // nothing left after trimming
  comment_too_long,    // more than 500 characters
  words_invalid,       // for a word list: too many, too long, or nothing to be found by
  links_off,           // no links here
  new_links,           // no links from a new account
  words_blocked,       // a word of the lists that is not accepted
  too_many_waiting,    // of this person, or of the class, for staff's look
  too_many_replies,    // kept ready
  text_too_long,       // one of the shorter texts: a title, a name, an answer
  too_many_questions,  // of this person, or of the class
  poll_text,           // a title or an option is empty or too long
  poll_options,        // not 2 to 10 different ones, or the kind has none
  poll_quiz,           // right answers, points and the rest do not fit together
  too_many_polls,      // or drafts, in this class
  poll_running,        // another one is open
  poll_over,           // it is closed, or its time is up
  already_answered,    // and this poll's answers cannot be changed
  bad_choice,          // not among what can be chosen, twice the same, or more than one may be
  bad_word,            // empty, or more than 30 characters
  checkin_running,     // one at a time
  checkin_over,        // closed, or its time is up
  too_many_checkins,   // in this class
  draw_condition,      // not met yet
  draw_running,        // one at a time; not closed yet
  draw_over,           // closed, or its time is up; what was given stays
  too_many_draws,      // in this class
  beacon_wrong,        // an unknown chain, or a round that is known too early or too late
  slide_missing,       // no such slides among what the lesson has, or no such page
  topics_invalid,      // of an outline: too many, the same twice, empty or too long
  offer_invalid,       // no title, too long, or not a link to a page
  too_many_offers,     // kept in this class
  slow_mode,           // slow mode asks for patience
  new_account,         // a new account waits between two comments
  too_fast,            // flood limit
  not_saved,           // the record could not be written; nothing happened
  not_known,           // the answer of the record was lost: it happened or it did not
};

struct Refusal {
  No no;
  std::chrono::milliseconds retry_after{0};  // > 0: the same command may succeed after that time

  bool operator==(const Refusal&) const = default;
};

using Refused = std::unexpected<Refusal>;

inline Refused refuse(No no, std::chrono::milliseconds retry_after = {}) {
  return Refused(Refusal{no, retry_after});
}

// The one table of status, code and texts.
Error to_error(const Refusal& refusal);

}  // namespace lyceum::room
