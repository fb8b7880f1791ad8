// What staff said among itself lately, and its ready replies, as the events made them.
#pragma once

#include "room/staff/event.hpp"

#include <deque>

namespace lyceum::room {

class StaffTalk {
 public:
  static constexpr std::size_t kept_max = 50;

  struct Said {
    Offset n = 0;
    Utc t;
    Person from;
    std::string text;
    bool operator==(const Said&) const = default;
  };

  bool operator==(const StaffTalk&) const = default;

  const std::deque<Said>& said() const { return said_; }  // oldest first
  const std::vector<std::string>& replies() const { return replies_; }

  void evolve(const StaffSaid& event, Stamp at);
  void evolve(const RepliesKept& event, Stamp) { replies_ = event.texts; }
  // The account was deleted: what it said stays, without its name.
  void forget(AccountId account);

 private:
  std::deque<Said> said_;
  std::vector<std::string> replies_;
};

// ,"staff_talk":[{"n":…,"t":…,"from":{…},"text":"…"}],"ready_replies":["…"]
void append_for_staff(std::string& out, const StaffTalk& talk);

}  // namespace lyceum::room
