#include "store/bars/bars.hpp"

#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;

const Utc kNow(500'000h);

class BarsTest : public testing::Test {
 protected:
  std::vector<lesson::Bar> all(Utc now) { return database.run(bars.bars(now)).value(); }
  static lesson::Bar bar(std::int64_t account, std::uint8_t mark, Utc until) {
    return {LessonId{5}, AccountId{account}, Bytes(16, mark), kNow, until};
  }
  TestDatabase database{"bars_test"};
  Bars bars{*database};
};

TEST_F(BarsTest, a_person_has_one_in_a_lesson_and_it_is_kept_as_it_came) {
  ASSERT_TRUE(database.run(bars.put(bar(7, 1, kNow + 1h))));
  ASSERT_TRUE(database.run(bars.put(bar(7, 2, kNow + 2h))));
  EXPECT_EQ(all(kNow), (std::vector{bar(7, 2, kNow + 2h)}));
  ASSERT_TRUE(database.run(bars.remove(LessonId{6}, AccountId{7})));
  EXPECT_EQ(all(kNow).size(), 1U);
  ASSERT_TRUE(database.run(bars.remove(LessonId{5}, AccountId{7})));
  EXPECT_TRUE(all(kNow).empty());
}

TEST_F(BarsTest, what_has_ended_counts_no_more_and_is_erased) {
  ASSERT_TRUE(database.run(bars.put(bar(7, 1, kNow + 1h))));
  ASSERT_TRUE(database.run(bars.put(bar(8, 2, kNow + 2h))));
  EXPECT_EQ(all(kNow + 1h), (std::vector{bar(8, 2, kNow + 2h)}));
  ASSERT_TRUE(database.run(bars.erase_ended(kNow + 1h)));
  EXPECT_EQ(database.query("SELECT account_id FROM address_bar").size(), 1U);
}

}  // namespace
}  // namespace lyceum::store
