// Staff's question who is here, in pages: by a part of the name, by role, those who are muted; in the order
// of names or of minutes.
#pragma once

#include "room/word/person.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lyceum::room {

enum class PeopleOrder : std::uint8_t {
  name,     // staff first, then by name
  minutes,  // who was there longest first
};

// Where somebody stands in an order, so that a page may begin behind them, also when they have left since.
struct PeoplePlace {
  Role role = Role::learner;
  std::string name;         // folded
  microseconds present{0};  // as it was …
  Utc at;                   // … then
  AccountId id;

  bool operator==(const PeoplePlace&) const = default;
};

struct PeopleQuery {
  static constexpr std::size_t search_max = 60;  // characters

  std::string search;             // folded; empty: everybody
  std::optional<Role> role = {};  // nothing: all
  bool muted = false;             // only those who are
  PeopleOrder order = PeopleOrder::name;
  std::optional<PeoplePlace> after = {};  // nothing: from the first
};

struct PeoplePage {
  std::vector<Person> people;
  std::size_t total = 0;            // found, on all pages
  std::optional<PeoplePlace> next;  // there are more: after whom
};

// For a client to give back, and from it. Nothing: not of this form.
std::string place_text(const PeoplePlace& place);
std::optional<PeoplePlace> read_place(std::string_view text);

// The folded form by which names are searched and put in order.
std::string folded_name(std::string_view name);

// The first `most` of those offered, in the order of a query, behind its place. O(log most) an offer, and
// nothing is copied but what is taken.
class PeoplePicker {
 public:
  // What is offered outlives the picker.
  struct Offer {
    const Person* person;
    std::string_view name;    // folded
    microseconds present{0};  // now; asked for by order of minutes only
  };

  // `now`: the time of `present`; `running`: everybody's minutes have grown since an earlier page.
  PeoplePicker(const PeopleQuery& query, std::size_t most, Utc now, bool running);
  void offer(const Offer& offer);
  PeoplePage page() &&;

 private:
  bool before(const Offer& a, const Offer& b) const;

  const PeopleQuery& query_;
  const std::size_t most_;
  const Utc now_;
  std::optional<PeoplePlace> after_;
  Person after_person_;
  std::vector<Offer> best_;  // a heap, the last of them on top
  std::size_t total_ = 0, beyond_ = 0;
};

}  // namespace lyceum::room
