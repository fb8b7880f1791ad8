#include "lesson/key/stream_key.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

using namespace std::chrono_literals;

constexpr LessonId kLesson{123'456'789}, kOther{123'456'788};
const Utc kNow = Utc(1000h);

class StreamKeyTest : public testing::Test {
 protected:
  StreamKeys keys{SecretKey::random()};
};

TEST_F(StreamKeyTest, leads_to_its_lesson_and_opens_it) {
  const auto key = keys.key(kLesson, 1);
  EXPECT_EQ(key.size(), 39u);
  EXPECT_EQ(StreamKeys::claimed_lesson(key), kLesson);
  EXPECT_TRUE(keys.verify(key, kLesson, {}, kNow));
  EXPECT_FALSE(keys.verify(key, kOther, {}, kNow));
  EXPECT_FALSE(StreamKeys(SecretKey::random()).verify(key, kLesson, {}, kNow));
}

TEST_F(StreamKeyTest, after_a_rotation_the_one_before_is_good_for_a_while_and_older_ones_are_not) {
  const KeyState state{.version = 3, .previous_until = kNow + 1s};
  EXPECT_TRUE(keys.verify(keys.key(kLesson, 3), kLesson, state, kNow));
  EXPECT_TRUE(keys.verify(keys.key(kLesson, 2), kLesson, state, kNow));
  EXPECT_FALSE(keys.verify(keys.key(kLesson, 2), kLesson, state, kNow + 1s));
  EXPECT_FALSE(keys.verify(keys.key(kLesson, 1), kLesson, state, kNow));
  EXPECT_FALSE(keys.verify(keys.key(kLesson, 4), kLesson, state, kNow));
  EXPECT_FALSE(keys.verify(keys.key(kLesson, 2), kLesson, {.version = 3, .previous_until = {}}, kNow));
}

TEST_F(StreamKeyTest, a_key_is_no_lesson_number_and_a_number_no_key) {
  EXPECT_FALSE(LessonId::parse(keys.key(kLesson, 1)));
  EXPECT_FALSE(StreamKeys::claimed_lesson(kLesson.str()));
}

TEST_F(StreamKeyTest, every_changed_character_is_refused) {
  const auto key = keys.key(kLesson, 1);
  for (std::size_t i = 0; i < key.size(); ++i) {
    auto changed = key;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(keys.verify(changed, kLesson, {}, kNow)) << i;
  }
}

TEST_F(StreamKeyTest, other_forms_are_refused) {
  const auto key = keys.key(kLesson, 1);
  for (const auto& bad :
       {std::string(), std::string("sk-"), key.substr(3), key + "A", key.substr(0, 38),
        "sk-" + std::string(36, 'A'), "sk-" + std::string(36, '_'), std::string(100'000, 'A')}) {
    EXPECT_FALSE(StreamKeys::claimed_lesson(bad)) << bad;
    EXPECT_FALSE(keys.verify(bad, kLesson, {}, kNow));
  }
}

}  // namespace
}  // namespace lyceum::lesson
