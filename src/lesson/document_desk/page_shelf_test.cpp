#include "lesson/document_desk/page_shelf.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

PageShelf::Key page(std::int64_t number) { return {LessonId{7}, 42, number}; }

TEST(PageShelf, keeps_what_was_asked_for_lately_within_its_bytes) {
  PageShelf shelf(10);
  for (const std::int64_t number : {1, 2, 3}) shelf.keep(page(number), SharedBytes("abc"), shelf.turn());
  EXPECT_EQ(as_text(shelf.find(page(1)).view()), "abc");
  shelf.keep(page(4), SharedBytes("defg"), shelf.turn());
  EXPECT_TRUE(shelf.find(page(2)).empty()) << "nobody asked for it longest";
  EXPECT_FALSE(shelf.find(page(1)).empty());
  EXPECT_EQ(as_text(shelf.find(page(4)).view()), "defg");
  shelf.keep(page(5), SharedBytes("longer than ten"), shelf.turn());
  EXPECT_TRUE(shelf.find(page(5)).empty());
  EXPECT_FALSE(shelf.find(page(4)).empty());
}

TEST(PageShelf, a_page_that_was_being_read_while_its_document_was_deleted_is_not_kept) {
  PageShelf shelf;
  const auto turn = shelf.turn();
  shelf.forget();
  shelf.keep(page(1), SharedBytes("abc"), turn);
  EXPECT_TRUE(shelf.find(page(1)).empty());
  shelf.keep(page(1), SharedBytes("abc"), shelf.turn());
  EXPECT_FALSE(shelf.find(page(1)).empty());
  shelf.forget();
  EXPECT_TRUE(shelf.find(page(1)).empty());
}

}  // namespace
}  // namespace lyceum::lesson
