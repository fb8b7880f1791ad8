#include "store/uploads/uploads.hpp"

#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;
using lesson::Upload;
using lesson::UploadState;

const Utc kNow(500'000h);
constexpr LessonId kLesson{5}, kOther{6};

class UploadsTest : public testing::Test {
 protected:
  UploadsTest() {
    database.query(
        "INSERT INTO account(id, login, name, search, password_hash, is_operator, is_lecturer, created_us, "
        "deleted_us) VALUES (1, 'l', 'L', '', '', 0, 1, 0, NULL)");
    for (const LessonId id : {kLesson, kOther})
      database.query(
          "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, created_us, "
          "filed_us, "
          "cover_version, key_version, gop_ms, kind) VALUES (" +
          id.str() + ", 1, 't', '', 'scheduled', 'free', '', 0, 0, 0, 1, 0, 'video')");
  }
  Upload begin(LessonId lesson, std::int64_t number, Utc at = kNow) {
    const Upload fresh{.lesson = lesson,
                       .number = number,
                       .name = "课.mp4",
                       .bytes = 5'000'000'000,
                       .refusal = {},
                       .begun_at = at,
                       .touched_at = at};
    EXPECT_TRUE(database.run(uploads.begin(fresh)));
    return fresh;
  }
  std::optional<Upload> find(LessonId lesson) { return database.run(uploads.find(lesson)).value(); }

  TestDatabase database{"uploads_test"};
  Uploads uploads{*database};
};

TEST_F(UploadsTest, an_upload_is_read_back_and_a_new_one_takes_its_place) {
  EXPECT_FALSE(find(kLesson));
  const Upload first = begin(kLesson, 11);
  EXPECT_EQ(find(kLesson), first);
  const Upload second = begin(kLesson, 12);
  EXPECT_EQ(find(kLesson), second);
  EXPECT_FALSE(database.run(uploads.remove(kLesson, 11)).value());
  EXPECT_TRUE(database.run(uploads.remove(kLesson, 12)).value());
  EXPECT_FALSE(find(kLesson));
}

TEST_F(UploadsTest, it_is_prepared_when_all_of_it_is_there) {
  begin(kLesson, 11);
  EXPECT_EQ(database.run(uploads.advance(kLesson, 11, 4'000'000'000, kNow + 1s)).value()->state,
            UploadState::uploading);
  EXPECT_FALSE(database.run(uploads.next_to_prepare(kNow)).value());
  const auto whole = database.run(uploads.advance(kLesson, 11, 5'000'000'000, kNow + 2s)).value();
  EXPECT_EQ(whole->state, UploadState::preparing);
  EXPECT_EQ(whole->touched_at, kNow + 2s);
  EXPECT_EQ(database.run(uploads.next_to_prepare(kNow + 3s)).value()->tries, 1);
  EXPECT_EQ(database.run(uploads.next_to_prepare(kNow + 4s)).value()->tries, 2);
  ASSERT_TRUE(database.run(uploads.untry(kLesson, 11)));
  ASSERT_TRUE(database.run(uploads.untry(kLesson, 12))) << "another's";
  EXPECT_EQ(database.run(uploads.next_to_prepare(kNow + 5s)).value()->tries, 2);
}

TEST_F(UploadsTest, what_was_replaced_does_not_advance_and_is_not_refused) {
  begin(kLesson, 12);
  EXPECT_FALSE(database.run(uploads.advance(kLesson, 11, 1, kNow)).value());
  EXPECT_FALSE(database.run(uploads.refuse(kLesson, 11, "file_codec", kNow)).value());
  EXPECT_EQ(find(kLesson)->received, 0U);
}

TEST_F(UploadsTest, the_reason_of_a_refusal_is_kept_and_it_is_not_prepared_again) {
  begin(kLesson, 11);
  ASSERT_TRUE(database.run(uploads.advance(kLesson, 11, 5'000'000'000, kNow)).value());
  ASSERT_TRUE(database.run(uploads.refuse(kLesson, 11, "file_codec", kNow)).value());
  EXPECT_EQ(find(kLesson)->state, UploadState::refused);
  EXPECT_EQ(find(kLesson)->refusal, "file_codec");
  EXPECT_FALSE(database.run(uploads.next_to_prepare(kNow)).value());
}

TEST_F(UploadsTest, of_two_that_wait_the_one_touched_first_is_next) {
  begin(kLesson, 11);
  begin(kOther, 21);
  ASSERT_TRUE(database.run(uploads.advance(kLesson, 11, 5'000'000'000, kNow + 2s)).value());
  ASSERT_TRUE(database.run(uploads.advance(kOther, 21, 5'000'000'000, kNow + 1s)).value());
  EXPECT_EQ(database.run(uploads.next_to_prepare(kNow + 3s)).value()->lesson, kOther);
  EXPECT_EQ(database.run(uploads.next_to_prepare(kNow + 4s)).value()->lesson, kLesson);
  EXPECT_EQ(database.run(uploads.all()).value().size(), 2U);
}

}  // namespace
}  // namespace lyceum::store
