#include "store/pictures/pictures.hpp"

#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

constexpr LessonId kLesson{5}, kOther{6};

Bytes png(std::uint8_t last) {
  return {0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 'I', 'H', 'D', 'R', last};
}

class PicturesTest : public testing::Test {
 protected:
  PicturesTest() {
    database.query(
        "INSERT INTO account(id, login, name, search, password_hash, is_operator, is_lecturer, created_us, "
        "deleted_us) VALUES (7, '7', 'N', '', '', 0, 0, 0, NULL)");
    for (const LessonId id : {kLesson, kOther})
      database.query(
          "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, starts_us, "
          "started_us, ended_us, created_us, filed_us, deleted_us, cover_version, key_version, "
          "previous_key_until_us, gop_ms) VALUES ($1, 7, 'Tea', '', 'live', 'free', '', NULL, NULL, NULL, 0, "
          "0, NULL, 0, 1, NULL, 0)",
          id);
  }
  Result<std::int64_t> add(LessonId lesson, std::uint8_t last) {
    return database.run(pictures.add(lesson, lesson::checked_picture(png(last)).value()));
  }

  TestDatabase database{"pictures_test"};
  Pictures pictures{*database};
};

TEST_F(PicturesTest, of_each_lesson_are_numbered_apart_and_stay_as_they_came) {
  EXPECT_EQ(add(kLesson, 1), 1);
  EXPECT_EQ(add(kLesson, 2), 2);
  EXPECT_EQ(add(kOther, 3), 1);
  const auto second = database.run(pictures.find(kLesson, 2)).value();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->type, "image/png");
  EXPECT_EQ(second->bytes, png(2));
  EXPECT_FALSE(database.run(pictures.find(kOther, 2)).value());
}

TEST_F(PicturesTest, come_to_an_end) {
  for (std::int64_t i = 0; i < lesson::kPicturesMax; ++i) ASSERT_TRUE(add(kLesson, 0));
  EXPECT_EQ(add(kLesson, 0).error().code, "pictures_full");
}

TEST_F(PicturesTest, that_are_none_are_refused) {
  EXPECT_EQ(lesson::checked_picture(Bytes(lesson::kPictureMax + 1)).error().code, "picture_too_large");
  EXPECT_EQ(lesson::checked_picture(Bytes{'<', 's', 'v', 'g', '>'}).error().code, "picture_type");
  EXPECT_EQ(lesson::checked_picture({}).error().code, "picture_type");
}

}  // namespace
}  // namespace lyceum::store
