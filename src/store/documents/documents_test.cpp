#include "store/documents/documents.hpp"

#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::chrono_literals;
using lesson::Document;
using lesson::DocumentState;

const Utc kNow(500'000h);
constexpr LessonId kLesson{5}, kOther{6};

class DocumentsTest : public testing::Test {
 protected:
  DocumentsTest() {
    database.query(
        "INSERT INTO account(id, login, name, search, password_hash, is_operator, is_lecturer, created_us, "
        "deleted_us) VALUES (1, 'l', 'L', '', '', 0, 1, 0, NULL)");
    for (const LessonId id : {kLesson, kOther})
      database.query(
          "INSERT INTO lesson(id, lecturer_id, title, description, state, access, password_hash, created_us, "
          "filed_us, cover_version, key_version, gop_ms, kind) VALUES (" +
          id.str() + ", 1, 't', '', 'scheduled', 'free', '', 0, 0, 0, 1, 0, 'live')");
  }
  Document begin(LessonId lesson, std::int64_t number, Utc at = kNow) {
    const Document fresh{.lesson = lesson,
                         .number = number,
                         .purpose = lesson::Purpose::slides,
                         .name = "第一课.pdf",
                         .bytes = 90'000'000,
                         .begun_at = at,
                         .touched_at = at};
    EXPECT_TRUE(database.run(documents.begin(fresh)));
    return fresh;
  }
  std::optional<Document> find(LessonId lesson, std::int64_t number) {
    return database.run(documents.find(lesson, number)).value();
  }
  std::optional<Document> whole(std::int64_t number, Utc at = kNow) {
    return database.run(documents.advance(kLesson, number, 90'000'000, at)).value();
  }

  TestDatabase database{"documents_test"};
  Documents documents{*database};
};

TEST_F(DocumentsTest, documents_are_read_back_in_the_order_in_which_they_came) {
  const Document second = begin(kLesson, 11, kNow + 1s), first = begin(kLesson, 12);
  begin(kOther, 11);
  EXPECT_EQ(find(kLesson, 11), second);
  EXPECT_FALSE(find(kLesson, 13));
  EXPECT_EQ(database.run(documents.of(kLesson)).value(), (std::vector<Document>{first, second}));
  EXPECT_TRUE(database.run(documents.remove(kLesson, 11)).value());
  EXPECT_FALSE(database.run(documents.remove(kLesson, 11)).value());
  EXPECT_TRUE(find(kOther, 11)) << "another lesson's of the same number";
}

TEST_F(DocumentsTest, one_that_is_all_there_is_drawn_and_then_ready) {
  begin(kLesson, 11);
  EXPECT_EQ(database.run(documents.advance(kLesson, 11, 5, kNow)).value()->state, DocumentState::uploading);
  EXPECT_FALSE(database.run(documents.next_to_draw(kNow)).value());
  EXPECT_EQ(whole(11)->state, DocumentState::drawing);
  EXPECT_EQ(database.run(documents.next_to_draw(kNow + 1s)).value()->tries, 1);
  EXPECT_EQ(database.run(documents.next_to_draw(kNow + 2s)).value()->tries, 2);
  const auto ready = database.run(documents.ready(kLesson, 11, 12, kNow + 3s)).value();
  EXPECT_EQ(ready->state, DocumentState::ready);
  EXPECT_EQ(ready->pages, 12);
  EXPECT_FALSE(database.run(documents.next_to_draw(kNow)).value());
}

TEST_F(DocumentsTest, a_presentation_that_is_converted_goes_on_after_a_restart_and_is_a_pdf_of_its_own_size) {
  begin(kLesson, 11);
  EXPECT_EQ(database.run(documents.converting(kLesson, 11, kNow)).value()->state, DocumentState::uploading);
  whole(11);
  EXPECT_EQ(database.run(documents.converted(kLesson, 11, 7, kNow)).value()->bytes, 90'000'000U);
  for (int twice = 0; twice < 2; ++twice)
    EXPECT_EQ(database.run(documents.converting(kLesson, 11, kNow)).value()->state,
              DocumentState::converting);
  EXPECT_EQ(database.run(documents.next_to_draw(kNow)).value()->state, DocumentState::converting);
  const auto pdf = database.run(documents.converted(kLesson, 11, 7, kNow)).value();
  EXPECT_EQ(pdf->state, DocumentState::drawing);
  EXPECT_EQ(pdf->bytes, 7U);
  EXPECT_EQ(pdf->received, 7U);
  database.run(documents.converting(kLesson, 11, kNow)).value();
  EXPECT_EQ(database.run(documents.refuse(kLesson, 11, "document_locked", kNow)).value()->state,
            DocumentState::refused);
}

TEST_F(DocumentsTest, the_reason_of_a_refusal_is_kept_and_what_is_ready_is_not_refused) {
  begin(kLesson, 11);
  begin(kLesson, 12);
  whole(11);
  EXPECT_EQ(database.run(documents.refuse(kLesson, 11, "document_no_pdf", kNow)).value()->refusal,
            "document_no_pdf");
  EXPECT_FALSE(database.run(documents.next_to_draw(kNow)).value());
  whole(12);
  ASSERT_TRUE(database.run(documents.ready(kLesson, 12, 1, kNow)));
  EXPECT_EQ(database.run(documents.refuse(kLesson, 12, "document_no_pdf", kNow)).value()->state,
            DocumentState::ready);
}

TEST_F(DocumentsTest, the_one_that_waits_longest_is_next_and_a_try_puts_it_behind) {
  begin(kLesson, 11);
  begin(kLesson, 12);
  whole(11, kNow + 2s);
  whole(12, kNow + 1s);
  EXPECT_EQ(database.run(documents.next_to_draw(kNow + 3s)).value()->number, 12);
  EXPECT_EQ(database.run(documents.next_to_draw(kNow + 4s)).value()->number, 11);
}

TEST_F(DocumentsTest, a_lesson_has_twenty_at_most_and_a_deleted_one_none) {
  for (std::int64_t number = 1; number <= 20; ++number) begin(kLesson, number);
  EXPECT_EQ(database.run(documents.begin({.lesson = kLesson, .number = 21})).error().code,
            "too_many_documents");
  EXPECT_EQ(database.run(documents.all(LessonId{0}, 0, 15)).value().size(), 15U);
  EXPECT_EQ(database.run(documents.all(kLesson, 15, 15)).value().size(), 5U);
  database.query("UPDATE lesson SET deleted_us = 1 WHERE id = 5");
  EXPECT_TRUE(database.run(documents.of(kLesson)).value().empty());
  EXPECT_FALSE(find(kLesson, 3));
  EXPECT_TRUE(database.run(documents.all(LessonId{0}, 0, 15)).value().empty());
}

}  // namespace
}  // namespace lyceum::store
