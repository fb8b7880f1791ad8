#include "lesson/bar/bar.hpp"

#include "base/flow/manual_loop.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

using namespace std::chrono_literals;

constexpr LessonId kLesson{5}, kOther{6};
constexpr AccountId kTroll{7}, kSecond{8}, kNeighbour{9};
constexpr std::string_view kSchool = "192.0.2.7", kHome = "2001:db8:1:2::/64";

struct MemoryBars final : BarRepository {
  Task<Result<std::vector<Bar>>> bars(Utc now) override {
    std::vector<Bar> found;
    for (const Bar& bar : kept)
      if (bar.until > now) found.push_back(bar);
    co_return found;
  }
  Task<Result<void>> put(Bar bar) override {
    kept = {std::move(bar)};
    co_return Result<void>();
  }
  Task<Result<void>> remove(LessonId, AccountId) override {
    kept.clear();
    co_return Result<void>();
  }
  Task<Result<void>> erase_ended(Utc now) override {
    std::erase_if(kept, [&](const Bar& bar) { return bar.until <= now; });
    co_return Result<void>();
  }
  std::vector<Bar> kept;
};

class BarsTest : public testing::Test {
 protected:
  // Everything here is done at once.
  static Result<void> run(Task<Result<void>> task) {
    std::optional<Result<void>> outcome;
    spawn([](Task<Result<void>> work, std::optional<Result<void>>& out) -> Task<void> {
      out = co_await std::move(work);
    }(std::move(task), outcome));
    return *outcome;
  }
  void pass(std::chrono::seconds time) { clock.advance(time); }

  const SecretKey secret = SecretKey::random();
  ManualClock clock;
  MemoryBars repository;
  Bars bars{repository, secret, clock};
};

TEST_F(BarsTest, keep_others_out_from_there_and_nowhere_else) {
  EXPECT_TRUE(bars.admit(kLesson, kTroll, kSchool));
  ASSERT_TRUE(run(bars.bar(kLesson, kTroll)));
  EXPECT_FALSE(bars.admit(kLesson, kSecond, kSchool));
  EXPECT_TRUE(bars.admit(kLesson, kSecond, kHome)) << "from elsewhere";
  EXPECT_TRUE(bars.admit(kOther, kSecond, kSchool)) << "another lesson";
  EXPECT_FALSE(bars.admit(kLesson, kSecond, kSchool)) << "not after a visit from elsewhere either";
  EXPECT_EQ(bars.until(kLesson, kTroll), clock.utc() + 24h);
}

TEST_F(BarsTest, leave_those_in_who_were_there_before) {
  EXPECT_TRUE(bars.admit(kLesson, kTroll, kSchool));
  EXPECT_TRUE(bars.admit(kLesson, kNeighbour, kSchool));
  pass(1s);
  ASSERT_TRUE(run(bars.bar(kLesson, kTroll)));
  pass(1s);
  EXPECT_TRUE(bars.admit(kLesson, kNeighbour, kSchool)) << "back after a dropped connection";
  pass(1s);
  EXPECT_TRUE(bars.admit(kLesson, kNeighbour, kSchool)) << "and again";
}

TEST_F(BarsTest, end_after_a_day_or_when_taken_back) {
  EXPECT_TRUE(bars.admit(kLesson, kTroll, kSchool));
  ASSERT_TRUE(run(bars.bar(kLesson, kTroll)));
  pass(24h);
  EXPECT_TRUE(bars.admit(kLesson, kSecond, kSchool));
  EXPECT_FALSE(bars.until(kLesson, kTroll));
  ASSERT_TRUE(run(bars.sweep()));
  EXPECT_TRUE(repository.kept.empty());

  EXPECT_TRUE(bars.admit(kLesson, kTroll, kSchool));
  ASSERT_TRUE(run(bars.bar(kLesson, kTroll)));
  ASSERT_TRUE(run(bars.lift(kLesson, kTroll)));
  EXPECT_TRUE(bars.admit(kLesson, AccountId{10}, kSchool));
  EXPECT_TRUE(repository.kept.empty());
}

TEST_F(BarsTest, need_a_visit_within_the_last_hours) {
  EXPECT_EQ(run(bars.bar(kLesson, kTroll)).error().code, "address_unknown");
  EXPECT_TRUE(bars.admit(kLesson, kTroll, kSchool));
  for (int hours = 0; hours <= 6; ++hours) {
    ASSERT_TRUE(run(bars.sweep()));
    pass(1h);
  }
  EXPECT_FALSE(bars.knows(kLesson, kTroll));
}

TEST_F(BarsTest, are_there_again_after_a_restart_and_hold_no_address) {
  EXPECT_TRUE(bars.admit(kLesson, kTroll, kSchool));
  ASSERT_TRUE(run(bars.bar(kLesson, kTroll)));
  const Bytes& mark = repository.kept.at(0).mark;
  EXPECT_EQ(std::string(mark.begin(), mark.end()).find("192"), std::string::npos);
  Bars again{repository, secret, clock};
  ASSERT_TRUE(run(again.load()));
  EXPECT_FALSE(again.admit(kLesson, kSecond, kSchool));
  Bars stranger{repository, SecretKey::random(), clock};
  ASSERT_TRUE(run(stranger.load()));
  EXPECT_TRUE(stranger.admit(kLesson, kSecond, kSchool)) << "without the secret a mark means nothing";
}

}  // namespace
}  // namespace lyceum::lesson
