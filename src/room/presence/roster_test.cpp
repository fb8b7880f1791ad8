#include "room/presence/attendance.hpp"

#include <set>

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

const Utc kNow(500'000h);

Standing person(std::int64_t id, std::string name, Role role = Role::learner) {
  return {Person{AccountId{id}, std::move(name), role}, true, role >= Role::assistant};
}

struct Hall {
  Attendance here;
  std::unordered_map<AccountId, Utc> since;

  void enter(const Standing& who, Utc at = kNow) {
    here.enter(who, static_cast<Attendance::Socket>(who.person->id.value));
    since[who.person->id] = at;
  }
  PeoplePage page(const PeopleQuery& query, std::size_t most = 50, Utc now = kNow,
                  bool running = true) const {
    PeoplePicker picker(query, most, now, running);
    here.each([&](PeoplePicker::Offer offer) {
      offer.present = now - since.at(offer.person->id);
      picker.offer(offer);
    });
    return std::move(picker).page();
  }
  std::string names(const PeopleQuery& query, std::size_t most = 50) const {
    std::string all;
    for (const Person& person : page(query, most).people) all += person.name + ' ';
    return all;
  }
};

TEST(Roster, staff_comes_first_and_then_names_whatever_their_case_and_width) {
  Hall hall;
  hall.enter(person(7, "bob"));
  hall.enter(person(8, "Ａnn"));
  hall.enter(person(9, "Zoe", Role::lecturer));
  hall.enter(person(10, "Cat", Role::guest));
  EXPECT_EQ(hall.names({}), "Zoe Cat Ａnn bob ");
  EXPECT_EQ(hall.names({}, 2), "Zoe Cat ");
  EXPECT_EQ(hall.names({.search = folded_name("ANN")}), "Ａnn ");
  EXPECT_EQ(hall.names({.search = "o"}), "Zoe bob ");
  EXPECT_EQ(hall.names({.search = {}, .role = Role::learner}), "Ａnn bob ");
  EXPECT_EQ(hall.names({.search = "x"}), "");
  EXPECT_EQ(hall.page({.search = "o"}, 1).total, 2U);
  hall.here.restand(person(7, "Robert"));
  EXPECT_EQ(hall.names({.search = "rob"}), "Robert ");
}

TEST(Roster, pages_show_everybody_who_stays_once_though_others_come_and_go_between) {
  Hall hall;
  for (std::int64_t id = 1; id <= 1000; ++id)
    hall.enter(person(id, "P" + std::to_string(id * 7919 % 500)), kNow - std::chrono::seconds(id % 97));
  for (const PeopleOrder order : {PeopleOrder::name, PeopleOrder::minutes}) {
    std::multiset<std::int64_t> seen;
    PeopleQuery query{.search = {}, .order = order};
    Utc now = kNow;
    for (std::int64_t guard = 1; guard <= 100; ++guard) {
      const PeoplePage page = hall.page(query, 37, now);
      for (const Person& each : page.people) seen.insert(each.id.value);
      // The last one of the page goes, a stranger comes, and time passes.
      const AccountId last = page.people.back().id;
      hall.here.leave(last, static_cast<Attendance::Socket>(last.value));
      now += 5s;
      hall.enter(person(10'000 * (1 + static_cast<int>(order)) + guard, "Q"), now);
      if (!page.next) break;
      query.after = read_place(place_text(*page.next));
      ASSERT_TRUE(query.after);
    }
    for (std::int64_t id = 1; id <= 1000; ++id) EXPECT_LE(seen.count(id), 1U) << id;
    for (std::int64_t id = 1; id <= 1000; ++id)
      EXPECT_TRUE(hall.here.standing(AccountId{id}) == nullptr || seen.contains(id)) << id;
  }
}

TEST(Roster, a_place_is_read_back_and_nothing_else_is_read) {
  const PeoplePlace place{Role::guest, "a.b 课", 5s, kNow, AccountId{7}};
  EXPECT_EQ(read_place(place_text(place)), place);
  for (const auto* bad :
       {"", "1", "1.2.3", "4.0.0.1.a", "-1.0.0.1.a", "0.x.0.1.a", "0.0.0.99999999999999999999.a",
        "0.9223372036854775807.0.1.a", "0.0.-9223372036854775808.1.a"})
    EXPECT_FALSE(read_place(bad)) << bad;
  EXPECT_FALSE(read_place("0.0.0.1." + std::string(2000, 'x')));
}

}  // namespace
}  // namespace lyceum::room
