#include "store/idempotency/idempotency.hpp"

#include "store/database/refusal.hpp"
#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

constexpr AccountId kAnna{7}, kBen{8};
constexpr Digest kRequest{1}, kOther{2};

class IdempotencyTest : public testing::Test {
 protected:
  // "new", the stored body, or the refusal's code.
  std::string begin(const std::string& key, AccountId account = kAnna, Digest request = kRequest) {
    const auto begun = database.run(keys.begin(key, account, request));
    if (!begun) return std::string(begun.error().code);
    return *begun ? (*begun)->body : "new";
  }
  void finish(const std::string& key, const std::string& body) {
    const StoredAnswer answer{.status = 201, .type = "application/json", .body = body};
    ASSERT_TRUE(database.run(keys.finish(key, kAnna, answer)));
  }
  TestDatabase database{"idempotency_test"};
  ManualClock clock;
  IdempotencyKeys keys{*database, clock};
};

TEST_F(IdempotencyTest, the_same_request_gets_the_first_answer) {
  EXPECT_EQ(begin("k"), "new");
  finish("k", "made");
  EXPECT_EQ(begin("k"), "made");
  const auto stored = database.run(keys.begin("k", kAnna, kRequest)).value();
  EXPECT_EQ(stored->status, 201);
  EXPECT_EQ(stored->type, "application/json");
}

TEST_F(IdempotencyTest, another_request_under_the_same_key_is_refused) {
  EXPECT_EQ(begin("k"), "new");
  EXPECT_EQ(begin("k", kAnna, kOther), "idempotency_mismatch");
  finish("k", "made");
  EXPECT_EQ(begin("k", kAnna, kOther), "idempotency_mismatch");
  EXPECT_EQ(begin("k", kBen, kOther), "new");  // keys are each account's own
}

TEST_F(IdempotencyTest, a_request_still_at_work_is_not_begun_twice_and_a_dead_one_is_free_after_a_minute) {
  EXPECT_EQ(begin("k"), "new");
  clock.advance(59s);
  EXPECT_EQ(begin("k"), "idempotency_busy");
  clock.advance(1s);
  EXPECT_EQ(begin("k"), "new");
  EXPECT_EQ(begin("k"), "idempotency_busy");
}

TEST_F(IdempotencyTest, what_did_not_happen_may_be_tried_again) {
  EXPECT_EQ(begin("k"), "new");
  ASSERT_TRUE(database.run(keys.abandon("k", kAnna)));
  EXPECT_EQ(begin("k"), "new");
  finish("k", "made");
  ASSERT_TRUE(database.run(keys.abandon("k", kAnna)));  // too late
  EXPECT_EQ(begin("k"), "made");
}

TEST_F(IdempotencyTest, answers_are_kept_for_three_days) {
  EXPECT_EQ(begin("k"), "new");
  finish("k", "made");
  clock.advance(72h - 1us);
  ASSERT_TRUE(database.run(keys.sweep()));
  EXPECT_EQ(begin("k"), "made");
  clock.advance(1us);
  EXPECT_EQ(begin("k", kAnna, kOther), "new");
  clock.advance(72h);
  ASSERT_TRUE(database.run(keys.sweep()));
  EXPECT_EQ(database.query("SELECT COUNT(*) FROM idempotency")[0].integer(0), 0);
}

TEST_F(IdempotencyTest, keys_without_form_are_refused) {
  EXPECT_EQ(begin(""), "idempotency_invalid");
  EXPECT_EQ(begin(std::string(256, 'k')), "idempotency_invalid");
  EXPECT_EQ(begin("k\xFF"), "idempotency_invalid");
  EXPECT_EQ(begin(std::string(255, 'k')), "new");
}

TEST(IdempotencyKey, is_free_again_after_a_failure_unless_the_commit_lost_its_answer) {
  const Error busy = refuse(Refusal::busy), uncertain = refuse(Refusal::uncertain);
  EXPECT_TRUE(did_nothing(busy.status, &busy));
  EXPECT_TRUE(did_nothing(429, nullptr));
  EXPECT_FALSE(did_nothing(uncertain.status, &uncertain));
  EXPECT_FALSE(did_nothing(201, nullptr));
  EXPECT_FALSE(did_nothing(404, nullptr));
}

}  // namespace
}  // namespace lyceum::store
