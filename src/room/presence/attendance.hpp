// Who is in the room now. Exact: an account counts once however many sockets it has, a socket without an
// account counts as one person. Nobody is ever invented.
//
// Not part of the room's state: after a restart everybody comes back or does not.
#pragma once

#include "room/presence/event.hpp"
#include "room/presence/roster.hpp"

#include <functional>
#include <unordered_map>
#include <vector>

namespace lyceum::room {

class Attendance {
 public:
  static constexpr std::size_t sockets_max = 10;  // of one account in one room; staff may have more
  static constexpr milliseconds event_gap{2000};

  using Socket = std::uint64_t;  // the caller's name for a socket, unique in the room

  // One more socket. The standing replaces what was known of the account. Returns the account's oldest socket
  // when it has one too many; that one is out already.
  std::optional<Socket> enter(const Standing& who, Socket socket);
  // False when it was not in.
  bool leave(std::optional<AccountId> account, Socket socket);
  // Takes out all sockets of the account and returns them.
  std::vector<Socket> expel(AccountId account);

  // Nullptr: not here.
  const Standing* standing(AccountId account) const;
  // False when not here.
  bool restand(const Standing& who);
  const std::vector<Socket>& sockets(AccountId account) const;

  std::int64_t people() const { return static_cast<std::int64_t>(accounts_.size()) + anonymous_; }
  std::size_t sockets() const { return sockets_; }
  // People with accounts go by, each with the folded name; minutes are the caller's to add.
  void each(const std::function<void(const PeoplePicker::Offer&)>& visit) const;
  // All people with accounts of whom `which` holds, by name.
  std::vector<Person> those(const std::function<bool(const Standing&)>& which) const;

  // When the next presence event may be made; nothing: the room knows the right number.
  std::optional<Utc> due(const Presence& told) const;
  PresenceCounted count(Utc now);

 private:
  struct Here {
    void stand(const Standing& who);

    Standing standing;
    std::string folded;           // the name
    std::vector<Socket> sockets;  // oldest first
  };
  std::unordered_map<AccountId, Here> accounts_;
  std::int64_t anonymous_ = 0;
  std::size_t sockets_ = 0;
  Utc last_event_;
};

}  // namespace lyceum::room
