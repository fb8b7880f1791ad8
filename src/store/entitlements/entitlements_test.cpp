#include "store/entitlements/entitlements.hpp"

#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;
using money::Entitlement;
using money::Source;

const Utc kNow(500'000h);
constexpr LessonId kLesson{5};
constexpr AccountId kNobody{}, kLecturer{1}, kAnna{7};

class EntitlementsTest : public testing::Test {
 protected:
  EntitlementsTest() {
    database.query(
        "INSERT INTO account(id, login, name, search, password_hash, is_operator, is_lecturer, created_us, "
        "deleted_us) "
        "VALUES (1, 'l', 'L', '', '', 0, 1, 0, NULL), (7, 'anna', 'Anna', '', '', 1, 0, "
        "0, NULL)");
    database.query(
        "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, starts_us, "
        "started_us, "
        "ended_us, created_us, filed_us, deleted_us, cover_version, key_version, previous_key_until_us, "
        "gop_ms) "
        "VALUES (5, 1, 't', '', 'scheduled', 'password', 'hash', NULL, NULL, NULL, 0, 0, "
        "NULL, 0, 1, NULL, 0)");
  }
  money::Facts facts(AccountId account) {
    return database.run(entitlements.facts(kLesson, account)).value().value();
  }
  void grant(Source source, std::optional<Utc> until) {
    const Entitlement given{
        .lesson = kLesson, .account = kAnna, .source = source, .since = kNow, .until = until};
    ASSERT_TRUE(database.run(entitlements.grant(given)));
  }
  TestDatabase database{"entitlements_test"};
  Entitlements entitlements{*database};
};

TEST_F(EntitlementsTest, facts_are_gathered_from_lesson_account_and_seat) {
  EXPECT_EQ(facts(kNobody).lecturer, kLecturer);
  EXPECT_EQ(facts(kNobody).kind, AccessKind::password);
  EXPECT_FALSE(facts(kNobody).is_operator);
  EXPECT_TRUE(facts(kAnna).is_operator);
  EXPECT_FALSE(facts(kAnna).seat);
  EXPECT_FALSE(facts(kAnna).entitlement);
  database.query("INSERT INTO seat VALUES (5, 7, 'assistant', 0)");
  EXPECT_EQ(facts(kAnna).seat, Role::assistant);
  EXPECT_FALSE(database.run(entitlements.facts(LessonId{6}, kAnna)).value());
  database.query("UPDATE lesson SET deleted_us = 1");
  EXPECT_FALSE(database.run(entitlements.facts(kLesson, kAnna)).value());
}

TEST_F(EntitlementsTest, the_longest_entitlement_counts) {
  grant(Source::password, kNow + 1h);
  EXPECT_EQ(facts(kAnna).entitlement->until, kNow + 1h);
  grant(Source::password, kNow + 30min);
  EXPECT_EQ(facts(kAnna).entitlement->until, kNow + 1h);
  grant(Source::invite, kNow + 2h);
  EXPECT_EQ(facts(kAnna).entitlement->source, Source::invite);
  grant(Source::password, {});
  EXPECT_EQ(facts(kAnna).entitlement->source, Source::password);
  grant(Source::password, kNow + 1h);
  EXPECT_FALSE(facts(kAnna).entitlement->until);
  ASSERT_TRUE(database.run(entitlements.revoke(kLesson, kAnna)));
  EXPECT_FALSE(facts(kAnna).entitlement);
}

TEST_F(EntitlementsTest, a_ban_is_set_moved_and_lifted) {
  ASSERT_TRUE(database.run(entitlements.ban(kLesson, kAnna, kNow + 1h)));
  ASSERT_TRUE(database.run(entitlements.ban(kLesson, kAnna, kNow + 2h)));
  EXPECT_EQ(facts(kAnna).banned_until, kNow + 2h);
  const auto bans = [&](Utc now) { return database.run(entitlements.bans(kLesson, now)).value(); };
  ASSERT_EQ(bans(kNow).size(), 1u);
  EXPECT_EQ(bans(kNow)[0].account, kAnna);
  EXPECT_EQ(bans(kNow)[0].until, kNow + 2h);
  EXPECT_TRUE(bans(kNow + 2h).empty());
  ASSERT_TRUE(database.run(entitlements.ban(kLesson, kAnna, {})));
  EXPECT_FALSE(facts(kAnna).banned_until);
  EXPECT_FALSE(database.run(entitlements.ban(kLesson, AccountId{999}, kNow)).value()) << "nobody";
}

}  // namespace
}  // namespace lyceum::store
