#include "room/door/live_room_fixture.hpp"

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

TEST_F(LiveRoomTest, a_newcomer_gets_the_whole_state_and_then_what_happens) {
  const GuestId a = enter(person(5));
  pass(50ms);
  EXPECT_FALSE(client(a).resumed());
  EXPECT_TRUE(client(a).hello.contains("state"));
  say(a, "hello");
  pass(50ms);
  EXPECT_EQ(texts(client(a)), Texts{"hello"});
  EXPECT_EQ(client(a).answer.at("ok").at("n").as_int64(), client(a).events.back().at("n").as_int64());
}

TEST_F(LiveRoomTest, a_comment_is_neither_shown_nor_acknowledged_before_it_is_durable) {
  const GuestId a = enter(person(5));
  settle();
  log.hold = true;
  say(a, "wait");
  pass(500ms);
  EXPECT_EQ(client(a).answers, 0);
  EXPECT_TRUE(texts(client(a)).empty());
  log.release();
  pass(50ms);
  EXPECT_EQ(client(a).answers, 1);
  EXPECT_EQ(texts(client(a)), Texts{"wait"});
}

TEST_F(LiveRoomTest, in_a_flood_a_writer_learns_that_the_own_comment_is_shown_to_staff_alone) {
  comments_shown = 1;
  restart();
  const GuestId writer = enter(person(5));
  const GuestId staff = enter(person(1, Role::lecturer));
  settle();
  const auto is_sampled = [&] { return client(writer).answer.at("ok").as_object().contains("sampled"); };
  for (const char* text : {"one", "two", "three"}) {
    say(writer, text);
    pass(50ms);
    EXPECT_EQ(is_sampled(), text == std::string("three"));
  }
  EXPECT_EQ(texts(client(writer)), (Texts{"one", "two"}));
  EXPECT_EQ(texts(client(staff)), (Texts{"one", "two", "three"}));
  EXPECT_EQ(log.rooms[LessonId{7}].rows.back().type, "comment");
}

TEST_F(LiveRoomTest, a_comment_that_cannot_be_saved_is_refused_and_never_shown) {
  const GuestId a = enter(person(5));
  settle();
  log.fail_commits = 1;
  say(a, "lost");
  pass(100ms);
  EXPECT_EQ(client(a).error(), "not_saved");
  say(a, "kept");
  pass(100ms);
  EXPECT_EQ(texts(client(a)), Texts{"kept"});
}

TEST_F(LiveRoomTest, a_newcomer_during_a_flush_gap_starts_exactly_between_two_batches) {
  const GuestId a = enter(person(5));
  settle();
  sweep = 120ms;  // the next flush comes 200 ms later
  say(a, "one");
  pass(20ms);
  say(a, "two");
  pass(20ms);
  const GuestId b = enter(person(6));
  EXPECT_TRUE(client(b).hello.empty());  // it waits for the flush
  pass(300ms);
  EXPECT_FALSE(client(b).hello.empty());
  say(a, "three");
  pass(500ms);
  EXPECT_EQ(texts(client(b)), Texts{"three"});
  EXPECT_EQ(client(b).hello.at("state").at("comments").as_array().size(), 2U);
}

TEST_F(LiveRoomTest, events_are_coalesced_while_a_sweep_is_slow) {
  const GuestId staff = enter(person(1, Role::lecturer));
  settle();
  sweep = 120ms;
  std::size_t before = halls.flushes;
  for (int i = 0; i < 40; ++i) {
    say(staff, "text " + std::to_string(i));
    pass(10ms);
  }
  pass(500ms);
  EXPECT_EQ(texts(client(staff)).size(), 40U);
  EXPECT_LE(halls.flushes - before, 4U);
}

TEST_F(LiveRoomTest, presence_counts_people_not_sockets_and_is_told_at_most_every_two_seconds) {
  const GuestId a = enter(person(5));
  enter(person(5));
  enter(Standing{});
  EXPECT_EQ(room->people(), 2);
  settle();
  int told = 0;
  for (int i = 0; i < 30; ++i) {
    enter(person(100 + i));
    pass(100ms);
  }
  settle();
  for (const auto& event : client(a).events)
    if (event.at("type").as_string() == "presence") ++told;
  EXPECT_EQ(client(a).events.back().at("people").as_int64(), 32);
  EXPECT_LE(told, 4);
}

TEST_F(LiveRoomTest, likes_are_acknowledged_when_their_total_is_durable) {
  const GuestId a = enter(person(5));
  settle();
  ask(a, SendLike{7});
  ask(a, SendLike{5});
  pass(20ms);
  pass(1100ms);
  EXPECT_EQ(client(a).answers, 2);
  EXPECT_EQ(client(a).events.back().at("total").as_int64(), 12);
}

TEST_F(LiveRoomTest, only_staff_sees_a_mute_and_the_muted_person_is_told_of_it) {
  const GuestId staff = enter(person(1, Role::lecturer));
  const GuestId a = enter(person(5));
  const GuestId a2 = enter(person(5));
  settle();
  const auto until = utc_millis(clock.utc()) + 60'000;
  ask(staff, MuteAccount{.account = AccountId{5}, .seconds = 60});
  pass(50ms);
  EXPECT_EQ(client(staff).events.back().at("type").as_string(), "muted");
  EXPECT_NE(client(a).events.back().at("type").as_string(), "muted");
  for (const GuestId id : {a, a2}) EXPECT_EQ(client(id).you.at("muted_until").as_int64(), until);
  say(a, "please");
  EXPECT_EQ(client(a).error(), "muted");
  ask(staff, MuteAccount{.account = AccountId{5}, .seconds = 0});
  pass(50ms);
  EXPECT_EQ(client(a).you.at("muted_until").as_int64(), 0);
}

TEST_F(LiveRoomTest, who_comes_back_muted_is_still_muted) {
  const GuestId staff = enter(person(1, Role::lecturer));
  GuestId a = enter(person(5));
  settle();
  ask(staff, MuteAccount{.account = AccountId{5}, .seconds = 600});
  settle();
  const FakeClient before = drop(a);
  a = enter(person(5), before.stopped());
  EXPECT_TRUE(client(a).resumed());
  EXPECT_GT(client(a).you.at("muted_until").as_int64(), 0);
  say(a, "x");
  EXPECT_EQ(client(a).error(), "muted");
}

TEST_F(LiveRoomTest, history_goes_back_beyond_the_state_and_leaves_deleted_comments_out) {
  const GuestId staff = enter(person(1, Role::lecturer));
  settle();
  for (int i = 0; i < 130; ++i) {
    say(staff, "text " + std::to_string(i));
    pass(10ms);
  }
  settle();
  const auto oldest = client(staff).events.front().at("n").as_int64();
  const auto some = static_cast<Offset>(oldest) + 20;
  ask(staff, DeleteComment{.n = some});  // older than the room's window: looked up in the record
  pass(50ms);
  EXPECT_TRUE(client(staff).answer.contains("ok"));
  ask(staff, ReadHistory{some + 3});
  pass(50ms);
  std::vector<std::int64_t> numbers;
  for (const auto& comment : client(staff).answer.at("ok").at("comments").as_array())
    numbers.push_back(comment.at("n").as_int64());
  ASSERT_GE(numbers.size(), 3U);
  EXPECT_EQ(numbers[0], static_cast<std::int64_t>(some) + 2);
  EXPECT_EQ(numbers[1], static_cast<std::int64_t>(some) + 1);
  EXPECT_EQ(numbers[2], static_cast<std::int64_t>(some) - 1);
}

TEST_F(LiveRoomTest, the_list_of_people_is_for_staff) {
  const GuestId staff = enter(person(1, Role::lecturer));
  const GuestId a = enter(person(5));
  ask(a, ListPeople{});
  EXPECT_EQ(client(a).error(), "not_allowed");
  ask(staff, ListPeople{});
  const auto& people = client(staff).answer.at("ok").at("people").as_array();
  ASSERT_EQ(people.size(), 2U);
  EXPECT_EQ(people[0].at("role").as_string(), "lecturer");
}

TEST_F(LiveRoomTest, the_list_of_people_comes_in_pages_and_not_as_often_as_one_likes) {
  const GuestId staff = enter(person(1, Role::lecturer));
  for (std::int64_t id = 100; id < 160; ++id) enter(person(id));
  ask(staff, MuteAccount{.account = AccountId{120}, .seconds = 60});
  const auto look = [&](PeopleQuery query) {
    ask(staff, ListPeople{std::move(query)});
    return client(staff).answer;
  };
  const auto first = look({.search = {}}).at("ok").as_object();
  EXPECT_EQ(first.at("people").as_array().size(), 50U);
  EXPECT_EQ(first.at("total").as_int64(), 61);
  const auto second = look({.search = {}, .after = read_place(std::string(first.at("next").as_string()))})
                          .at("ok")
                          .as_object();
  EXPECT_EQ(second.at("people").as_array().size(), 11U);
  EXPECT_FALSE(second.contains("next"));
  const auto muted = look({.search = {}, .muted = true}).at("ok").as_object();
  ASSERT_EQ(muted.at("people").as_array().size(), 1U);
  EXPECT_EQ(muted.at("people").at(0).at("id").as_string(), "120");
  for (int i = 0; i < 20; ++i) look({.search = {}});
  EXPECT_EQ(client(staff).error(), "too_fast");
  pass(1000ms);
  EXPECT_TRUE(look({.search = {}}).contains("ok"));
}

TEST_F(LiveRoomTest, staff_sees_for_how_long_each_was_there_while_the_class_ran) {
  open({Phase::scheduled, false});
  const GuestId staff = enter(person(1, Role::lecturer));
  const GuestId a = enter(person(5)), tab = enter(person(5));
  pass(2000ms);
  room->tell(MoveLesson{Phase::live});
  pass(3000ms);
  drop(a);
  pass(3000ms);
  const auto listed = [&] {
    ask(staff, ListPeople{});
    return client(staff).answer.at("ok").at("people").as_array();
  };
  EXPECT_EQ(listed()[1].at("present_s").as_int64(), 6) << "two tabs are one person";
  room->tell(MoveLesson{Phase::ended});
  pass(3000ms);
  EXPECT_EQ(listed()[0].at("present_s").as_int64(), 6);
  drop(tab);
}

TEST_F(LiveRoomTest, someone_cut_is_out_with_all_sockets_and_cannot_go_on_speaking) {
  const GuestId a = enter(person(5));
  const GuestId a2 = enter(person(5));
  settle();
  room->cut(AccountId{5});
  EXPECT_EQ(client(a).farewell, Farewell::not_allowed);
  EXPECT_EQ(client(a2).farewell, Farewell::not_allowed);
  EXPECT_EQ(room->people(), 0);
  say(a, "still here");
  EXPECT_EQ(client(a).error(), "sign_in");
}

TEST_F(LiveRoomTest, the_eleventh_tab_replaces_the_first) {
  const GuestId first = enter(person(5));
  for (int i = 0; i < 10; ++i) enter(person(5));
  EXPECT_EQ(client(first).farewell, Farewell::replaced);
  drop(first);
  EXPECT_EQ(room->people(), 1);
}

TEST_F(LiveRoomTest, a_learner_made_assistant_sees_what_staff_sees_from_then_on) {
  const GuestId staff = enter(person(1, Role::lecturer));
  const GuestId a = enter(person(5));
  settle();
  ask(staff, MuteAccount{.account = AccountId{5}, .seconds = 10});
  pass(100ms);
  room->restand(person(5, Role::assistant));
  EXPECT_TRUE(client(a).you.at("may_moderate").as_bool());
  ask(a, SetSlow{5});
  pass(100ms);
  EXPECT_EQ(client(a).events.back().at("type").as_string(), "slow");
}

TEST_F(LiveRoomTest, the_lesson_s_facts_are_told_once_and_caught_up_with_after_a_restart) {
  const GuestId a = enter(Standing{});
  settle();
  room->tell(MoveLesson{Phase::ended});
  room->tell(MoveLesson{Phase::ended});
  pass(50ms);
  int ends = 0;
  for (const auto& event : client(a).events)
    ends += event.at("type").as_string() == "lesson" && event.at("state").as_string() == "ended";
  EXPECT_EQ(ends, 1);
  restart();  // the fixture opens it with a lesson that is live
  settle();
  const GuestId b = enter(Standing{});
  EXPECT_EQ(client(b).hello.at("state").at("lesson").as_string(), "live");
}

TEST_F(LiveRoomTest, a_fact_told_while_the_disk_fails_is_recorded_when_it_works_again) {
  const GuestId a = enter(Standing{});
  settle();
  log.fail_commits = 1;
  log.fail_openings = 1;
  room->tell(TurnStream{true});
  pass(3000ms);
  EXPECT_TRUE(std::ranges::any_of(client(a).events,
                                  [](auto& event) { return event.at("type").as_string() == "stream"; }));
}

TEST_F(LiveRoomTest, a_comment_from_outside_obeys_the_rules_of_the_room) {
  const GuestId a = enter(Standing{});
  settle();
  std::optional<std::expected<Offset, Refusal>> told;
  room->say(person(1, Role::lecturer), " hello ", [&](auto n) { told = n; });
  pass(50ms);
  EXPECT_TRUE(told->has_value());
  EXPECT_EQ(texts(client(a)), Texts{"hello"});
  room->say(person(1, Role::lecturer), " ", [&](auto n) { told = n; });
  EXPECT_EQ(told->error().no, No::comment_empty);
}

TEST_F(LiveRoomTest, a_clock_set_back_by_an_hour_holds_nobody_up) {
  const GuestId a = enter(person(5));
  settle();
  for (int i = 0; i < 3; ++i) say(a, "x");
  clock.set_utc(clock.utc() - 1h);
  pass(4900ms);
  say(a, "too early");
  EXPECT_EQ(client(a).error(), "too_fast");
  pass(200ms);
  say(a, "in time");
  ask(a, SendLike{3});
  pass(1200ms);
  EXPECT_EQ(texts(client(a)).back(), "in time");
  EXPECT_EQ(client(a).events.back().at("type").as_string(), "likes");
}

TEST_F(LiveRoomTest, is_idle_when_everybody_has_left_and_all_is_written) {
  EXPECT_FALSE(room->idle());
  const GuestId a = enter(person(5));
  settle();
  EXPECT_FALSE(room->idle());
  drop(a);
  settle();
  EXPECT_TRUE(room->idle());
}

TEST_F(LiveRoomTest, more_than_a_flush_can_carry_is_refused) {
  const GuestId staff = enter(person(1, Role::lecturer));
  settle();
  log.hold = true;
  std::string long_text;
  for (int i = 0; i < 500; ++i) long_text += "课";
  for (int i = 0; i < 100; ++i) say(staff, long_text);
  EXPECT_EQ(client(staff).error(), "too_fast");
  log.release();
  pass(100ms);
  EXPECT_LE(texts(client(staff)).size(), 33U);
}

}  // namespace
}  // namespace lyceum::room
