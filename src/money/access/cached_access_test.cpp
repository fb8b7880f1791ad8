#include "money/access/cached_access.hpp"

#include "base/flow/manual_loop.hpp"

#include <map>

#include <gtest/gtest.h>

namespace lyceum::money {
namespace {

using namespace std::chrono_literals;

constexpr LessonId kOne{100'000'001}, kTwo{100'000'002};
constexpr AccountId kAnna{7}, kBen{8};

class FakeFacts final : public FactsRepository {
 public:
  Task<Result<std::optional<Facts>>> facts(LessonId lesson, AccountId) override {
    ++asked;
    const auto found = kinds.find(lesson);
    std::optional<Facts> answer;
    if (found != kinds.end()) answer.emplace().kind = found->second;
    if (meanwhile) meanwhile();
    co_return answer;
  }
  std::map<LessonId, AccessKind> kinds{{kOne, AccessKind::free}, {kTwo, AccessKind::free}};
  std::function<void()> meanwhile;
  int asked = 0;
};

class CachedAccessTest : public testing::Test {
 protected:
  bool may_watch(LessonId lesson, AccountId account) {
    return loop.run_task(access.ask(lesson, account)).value().may(Action::watch);
  }
  ManualLoop loop;
  ManualClock clock;
  FakeFacts facts;
  CachedAccess access{facts, clock, 3};
};

TEST_F(CachedAccessTest, an_answer_is_kept_for_a_few_seconds) {
  EXPECT_TRUE(may_watch(kOne, kAnna));
  facts.kinds[kOne] = AccessKind::invite;
  clock.advance(CachedAccess::kTrusted - 1ms);
  EXPECT_TRUE(may_watch(kOne, kAnna));
  EXPECT_EQ(facts.asked, 1);
  clock.advance(1ms);
  EXPECT_FALSE(may_watch(kOne, kAnna));
}

TEST_F(CachedAccessTest, a_change_of_rights_is_seen_at_once_and_only_by_those_concerned) {
  (void)may_watch(kOne, kAnna), (void)may_watch(kOne, kBen), (void)may_watch(kTwo, kAnna);
  access.access_changed(kOne, kAnna);
  (void)may_watch(kOne, kBen), (void)may_watch(kTwo, kAnna);
  EXPECT_EQ(facts.asked, 3);
  (void)may_watch(kOne, kAnna);
  EXPECT_EQ(facts.asked, 4);
  access.access_changed(kOne, {});
  (void)may_watch(kTwo, kAnna), (void)may_watch(kOne, kAnna), (void)may_watch(kOne, kBen);
  EXPECT_EQ(facts.asked, 6);
  access.access_changed({}, kAnna);
  (void)may_watch(kOne, kBen), (void)may_watch(kOne, kAnna), (void)may_watch(kTwo, kAnna);
  EXPECT_EQ(facts.asked, 8);
}

TEST_F(CachedAccessTest, an_answer_read_before_a_change_is_not_kept) {
  facts.meanwhile = [&] { access.access_changed(kOne, kAnna); };
  (void)may_watch(kOne, kAnna);
  facts.meanwhile = nullptr;
  (void)may_watch(kOne, kAnna);
  EXPECT_EQ(facts.asked, 2);
}

TEST_F(CachedAccessTest, the_memory_is_bounded_and_the_longest_unused_goes) {
  for (std::int64_t i = 1; i <= 3; ++i) (void)may_watch(kOne, AccountId{i});
  (void)may_watch(kOne, AccountId{1});
  (void)may_watch(kOne, AccountId{4});  // 2 goes
  EXPECT_EQ(facts.asked, 4);
  (void)may_watch(kOne, AccountId{1});
  EXPECT_EQ(facts.asked, 4);
  (void)may_watch(kOne, AccountId{2});
  EXPECT_EQ(facts.asked, 5);
}

TEST_F(CachedAccessTest, an_unknown_lesson_is_not_found) {
  EXPECT_EQ(loop.run_task(access.ask(LessonId{5}, kAnna)).error().code, "lesson_not_found");
}

}  // namespace
}  // namespace lyceum::money
