#include "people/session/sessions.hpp"

#include "base/flow/manual_loop.hpp"
#include "people/session/fake_people.hpp"

#include <gtest/gtest.h>

namespace lyceum::people {
namespace {

using namespace std::chrono_literals;

constexpr AccountId kAnna{7};

class SessionsTest : public testing::Test {
 protected:
  SessionsTest() {
    NewAccount anna;
    anna.account.id = kAnna;
    anna.account.name = "Anna";
    people.accounts[kAnna] = anna;
  }
  std::string open() { return loop.run_task(sessions.open(kAnna)).value(); }
  std::string who(const std::string& token) {
    const auto account = loop.run_task(sessions.who(token)).value();
    return account ? account->name : "nobody";
  }
  ManualLoop loop;
  ManualClock clock;
  FakePeople people;
  Sessions sessions{people, clock, 2};
};

TEST_F(SessionsTest, a_token_leads_to_its_account_and_is_read_once) {
  const auto token = open();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(who(token), "Anna");
  EXPECT_EQ(people.sessions_looked_up, 1);
}

TEST_F(SessionsTest, other_tokens_lead_to_nobody) {
  open();
  for (const auto& bad : {std::string(), std::string("x"), std::string(43, 'A'), std::string(1'000'000, 'A')})
    EXPECT_EQ(who(bad), "nobody");
}

TEST_F(SessionsTest, signing_out_ends_it_at_once) {
  const auto token = open();
  EXPECT_EQ(who(token), "Anna");
  ASSERT_TRUE(loop.run_task(sessions.close(token)));
  EXPECT_EQ(who(token), "nobody");
  EXPECT_TRUE(loop.run_task(sessions.close("unknown")));
}

TEST_F(SessionsTest, it_lives_thirty_days_from_its_last_use) {
  const auto token = open();
  clock.advance(20 * 24h);
  EXPECT_EQ(who(token), "Anna");
  clock.advance(20 * 24h);
  EXPECT_EQ(who(token), "Anna");
  clock.advance(30 * 24h);
  EXPECT_EQ(who(token), "nobody");
}

TEST_F(SessionsTest, that_it_was_used_is_written_at_most_once_an_hour) {
  const auto token = open();
  for (int i = 0; i < 100; ++i) {
    clock.advance(1min);
    EXPECT_EQ(who(token), "Anna");
  }
  EXPECT_EQ(people.extended, 1);
}

TEST_F(SessionsTest, what_another_process_changed_is_seen_within_half_a_minute) {
  const auto token = open();
  EXPECT_EQ(who(token), "Anna");
  people.sessions.clear();
  EXPECT_EQ(who(token), "Anna");
  clock.advance(Sessions::kTrusted);
  EXPECT_EQ(who(token), "nobody");
}

TEST_F(SessionsTest, a_forgotten_account_is_read_again) {
  const auto token = open();
  EXPECT_EQ(who(token), "Anna");
  people.accounts[kAnna].account.name = "Anne";
  sessions.forget(kAnna);
  EXPECT_EQ(who(token), "Anne");
}

TEST_F(SessionsTest, an_answer_read_before_the_end_is_not_remembered) {
  const auto token = open();
  people.meanwhile = [&] {
    people.meanwhile = nullptr;
    people.sessions.clear();
    sessions.forget(kAnna);
  };
  EXPECT_EQ(who(token), "Anna");  // it was so when it was asked
  EXPECT_EQ(who(token), "nobody");
}

TEST_F(SessionsTest, the_memory_is_bounded) {
  const auto a = open(), b = open(), c = open();
  (void)who(a), (void)who(b), (void)who(a), (void)who(c);  // b goes
  EXPECT_EQ(people.sessions_looked_up, 3);
  (void)who(a), (void)who(c);
  EXPECT_EQ(people.sessions_looked_up, 3);
  (void)who(b);
  EXPECT_EQ(people.sessions_looked_up, 4);
}

}  // namespace
}  // namespace lyceum::people
