#include "room/checkin/decide.hpp"

#include <random>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

Standing learner(std::int64_t id) {
  return {Person{AccountId{id}, "P" + std::to_string(id), Role::learner}, true, false};
}
const Standing staff{Person{AccountId{1}, "Lin", Role::lecturer}, true, true};

// The check-ins of one class; what is decided happens.
class Class {
 public:
  static constexpr No fine = No::not_known;

  const Checkins& checkins() const { return checkins_; }
  const Checkins::Kept& kept(Offset n) const { return *checkins_.find(n); }
  void wait(microseconds time) { now_ += time; }
  Utc now() const { return now_; }

  std::expected<Offset, No> open(const Standing& who, std::int64_t seconds = 60, std::string question = "") {
    const auto made = decide(checkins_, who, OpenCheckin{seconds, std::move(question)}, now_);
    if (!made) return std::unexpected(made.error().no);
    happen(*made);
    return upto_;
  }
  No close(const Standing& who, Offset n) {
    const auto made = decide(checkins_, who, CloseCheckin{n});
    if (!made) return made.error().no;
    if (*made) happen(**made);
    return fine;
  }
  No check_in(const Standing& who, Offset n, std::string answer = "") {
    const auto made = decide(checkins_, who, CheckIn{n, std::move(answer)}, now_);
    if (!made) return made.error().no;
    if (*made) happen(**made);
    return fine;
  }
  // As the room does: what is due, when it is due, and not before.
  bool pay(bool over = false) {
    const auto due = [&](std::optional<Utc> when) { return when && *when <= now_; };
    if (due(checkins_.closes_at(over))) return happen(checkins_.close());
    return due(checkins_.count_due()) && happen(checkins_.count());
  }
  template <class Event>
  bool happen(const Event& event) {
    checkins_.evolve(event, {++upto_, now_});
    // What is written is what happened.
    std::string body = "{";
    append_fields(body, event);
    Event read;
    EXPECT_TRUE(read_fields(boost::json::parse(body + "}").as_object(), read)) << body;
    again_.evolve(read, {upto_, now_});
    EXPECT_EQ(again_, checkins_) << body;
    return true;
  }
  void forget(AccountId account) {
    checkins_.forget(account);
    again_.forget(account);
  }

 private:
  Checkins checkins_, again_;
  Offset upto_ = 0;
  Utc now_{1000s};
};

TEST(Checkins, each_person_once_and_the_number_is_told_once_a_second) {
  Class room;
  const Offset n = room.open(staff).value();
  EXPECT_FALSE(room.pay()) << "nobody yet";
  for (int tries = 0; tries < 2; ++tries)
    for (const std::int64_t id : {7, 8, 9}) EXPECT_EQ(room.check_in(learner(id), n), Class::fine);
  EXPECT_TRUE(room.pay());
  EXPECT_EQ(room.kept(n).told, 3);
  room.check_in(learner(10), n);
  EXPECT_FALSE(room.pay()) << "too soon";
  room.wait(1s);
  EXPECT_TRUE(room.pay());
  EXPECT_EQ(room.kept(n).told, 4);
  EXPECT_EQ(room.checkins().of(AccountId{7}), std::vector{n});
}

TEST(Checkins, who_comes_when_the_time_is_up_is_late_also_before_the_timer_fires) {
  Class room;
  const Offset n = room.open(staff, 15).value();
  room.wait(15s - 1us);
  EXPECT_EQ(room.check_in(learner(7), n), Class::fine);
  room.wait(1us);
  EXPECT_EQ(room.check_in(learner(8), n), No::checkin_over);
  EXPECT_TRUE(room.pay());
  EXPECT_TRUE(room.kept(n).closed);
  EXPECT_EQ(room.kept(n).told, 1);
  EXPECT_EQ(room.check_in(learner(8), n), No::checkin_over);
  EXPECT_EQ(room.check_in(learner(7), n), Class::fine) << "has checked in, and hears so";
}

TEST(Checkins, one_at_a_time_by_staff_alone_and_its_end_ends_it_once) {
  Class room;
  EXPECT_EQ(room.open(learner(7)).error(), No::not_allowed);
  const Offset n = room.open(staff).value();
  EXPECT_EQ(room.open(staff).error(), No::checkin_running);
  EXPECT_EQ(room.check_in(staff, n), No::not_allowed);
  EXPECT_EQ(room.close(learner(7), n), No::not_allowed);
  EXPECT_EQ(room.close(staff, n + 9), No::not_found);
  EXPECT_EQ(room.close(staff, n), Class::fine);
  EXPECT_EQ(room.close(staff, n), Class::fine) << "two assistants at once";
  EXPECT_FALSE(room.checkins().closes_at(false));
  EXPECT_TRUE(room.open(staff));
  EXPECT_TRUE(room.pay(true)) << "the class is over";
  EXPECT_EQ(room.checkins().open(), 0U);
}

TEST(Checkins, a_question_wants_an_answer_and_no_question_none) {
  Class room;
  const Offset n = room.open(staff, 60, " which group? ").value();
  EXPECT_EQ(room.kept(n).question, "which group?");
  EXPECT_EQ(room.check_in(learner(7), n), No::comment_empty);
  EXPECT_EQ(room.check_in(learner(7), n, std::string(201, 'x')), No::text_too_long);
  EXPECT_EQ(room.check_in(learner(7), n, "\xff"), No::malformed);
  EXPECT_EQ(room.check_in(learner(7), n, " 3-B "), Class::fine);
  EXPECT_EQ(room.kept(n).entries.front().answer, "3-B");
  room.close(staff, n);
  const Offset plain = room.open(staff).value();
  EXPECT_EQ(room.check_in(learner(7), plain, "hello"), No::malformed);
}

TEST(Checkins, times_texts_and_how_many_are_bounded) {
  Class room;
  for (const std::int64_t seconds : {-1, 0, 14, 1801})
    EXPECT_EQ(room.open(staff, seconds).error(), No::malformed);
  EXPECT_EQ(room.open(staff, 60, std::string(101, 'x')).error(), No::text_too_long);
  EXPECT_EQ(room.open(staff, 60, std::string(1 << 20, 'x')).error(), No::text_too_long);
  for (std::size_t i = 0; i < checkins_max; ++i) room.close(staff, room.open(staff, 1800, "字").value());
  EXPECT_EQ(room.open(staff).error(), No::too_many_checkins);
}

TEST(Checkins, of_a_deleted_account_neither_name_nor_answer_is_left) {
  Class room;
  const Offset n = room.open(staff, 60, "which group?").value();
  room.check_in(learner(7), n, "3-B");
  EXPECT_TRUE(room.checkins().mentions(AccountId{7}));
  room.forget(AccountId{7});
  EXPECT_EQ(room.kept(n).entries.front().who.name, "");
  EXPECT_EQ(room.kept(n).entries.front().answer, "");
  EXPECT_EQ(room.kept(n).entries.size(), 1U) << "somebody was there";
}

// Whatever people do: nobody is counted twice, nobody comes in after the end, and at most one is open.
void live_at_random(std::uint32_t seed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  Class room;
  const auto pick = [&](std::size_t below) { return static_cast<std::int64_t>(random() % below); };
  for (int step = 0; step < 500; ++step) {
    room.wait(milliseconds(pick(2000)));
    const Standing who = pick(4) == 0 ? staff : learner(2 + pick(30));
    const Offset newest = room.checkins().all().empty() ? 1 : room.checkins().all().rbegin()->first;
    if (pick(8) == 0) static_cast<void>(room.open(who, 15 + pick(60)));
    if (pick(40) == 0) room.close(who, newest);
    const bool late = room.checkins().find(newest) != nullptr && room.now() >= room.kept(newest).until;
    const auto before = room.checkins();
    const No answer = room.check_in(who, newest);
    if (late && answer == Class::fine) {
      ASSERT_EQ(before, room.checkins());
    }
    room.pay();
    for (const auto& [n, kept] : room.checkins().all()) {
      ASSERT_EQ(kept.entries.size(), kept.who.size());
      ASSERT_TRUE(kept.closed || n == room.checkins().open());
      for (const auto& entry : kept.entries) ASSERT_LT(entry.t, kept.until);
    }
  }
}

TEST(Checkins, hold_what_they_promise_in_random_classes) {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) live_at_random(seed);
}

}  // namespace
}  // namespace lyceum::room
