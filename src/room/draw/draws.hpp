// The draws of a class as their events made them.
//
// Who enters gets a ticket, and the place of that ticket in a chain of hashes. When the draw closes, nobody
// can add, drop or change a ticket without changing the head that everybody was told; the seed, which was
// bound at the opening, then says which tickets win. There is no command that names a winner.
#pragma once

#include "room/draw/event.hpp"
#include "room/draw/scheme.hpp"

#include <map>

namespace lyceum::room {

// closed: waits for the beacon that was named.
enum class DrawState : std::uint8_t { open, closed, done };
std::string_view draw_state_name(DrawState state);

class Draws {
 public:
  static constexpr milliseconds count_gap{1000};  // between two count events

  struct Entry {
    Person who;
    std::string nonce;
    Digest ticket{}, head{};  // head: of the chain up to and with this ticket
    bool operator==(const Entry&) const = default;
  };
  struct Kept {
    Utc t;
    DrawRules rules;
    Digest commitment{}, seed{}, start{};
    DrawState state = DrawState::open;
    std::vector<Entry> entries;  // in the order in which they came
    std::map<AccountId, std::size_t> places;
    std::set<AccountId> phrased;
    DrawCounted told;
    Utc closed_at{};
    Digest list{};
    std::optional<Digest> beacon;
    std::vector<DrawDone::Winner> winners;
    std::map<AccountId, DrawAddressed::Address> addresses;  // of winners
    std::map<AccountId, int> address_changes;
    bool operator==(const Kept&) const = default;

    const Digest& head() const { return entries.empty() ? start : entries.back().head; }
    const Entry* entry_of(AccountId account) const;  // nullptr: does not take part
    bool won(AccountId account) const;
    std::vector<Digest> tickets() const;
  };

  bool operator==(const Draws&) const = default;

  const std::map<Offset, Kept>& all() const { return all_; }
  const Kept* find(Offset draw) const;  // nullptr: there is none
  // The one that is not done yet; 0: none.
  Offset running() const;
  bool has_won(AccountId account) const;  // any of them
  bool mentions(AccountId account) const;
  // The one that this comment counts for and did not before; 0: none.
  Offset phrase_for(AccountId account, std::string_view text) const;

  // When the open one closes by itself; nothing: none is open, or staff closes it. `over`: the class is, so
  // it closes at once.
  std::optional<Utc> closes_at(bool over) const;
  // When the next count may be told; nothing: everybody knows it.
  std::optional<Utc> count_due() const;
  // Precondition of all: there is an open one; of done(): one that is not done.
  DrawCounted count() const;
  DrawClosed close(Utc now) const;
  DrawDone done(const std::optional<Digest>& beacon) const;

  void evolve(const DrawSeeded& event, Stamp at);
  void evolve(const DrawOpened& event, Stamp at);
  void evolve(const DrawEntered& event, Stamp at);
  void evolve(const DrawPhrased& event, Stamp at);
  void evolve(const DrawCounted& event, Stamp at);
  void evolve(const DrawClosed& event, Stamp at);
  void evolve(const DrawDone& event, Stamp at);
  void evolve(const DrawAddressed& event, Stamp at);
  // The account was deleted: its tickets stay, its names and addresses go.
  void forget(AccountId account);

 private:
  std::map<Offset, Kept> all_;  // at most draws_max
  Digest next_seed_{};          // of the draw that opens next
  Utc counted_at_{};
};

// {"nonce":"…","ticket":"…","place":3,"head":"…"}: what somebody who takes part can prove later. place: 1 is
// the first of the chain. Precondition: the account takes part.
void append_entry(std::string& out, const Draws::Kept& draw, AccountId account);

// ,"draw":{"n":5,"t":…,"prize":"…",…,"state":"open","people":7,"head":"…"}: the newest one as a member of
// "State", if there is one; closed with list and seed, done with its winners.
void append_shown(std::string& out, const Draws& draws);

}  // namespace lyceum::room
