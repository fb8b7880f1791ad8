#include "lesson/document_desk/draw_line.hpp"

#include "base/flow/manual_loop.hpp"
#include "lesson/document_desk/fake_documents.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

using namespace std::chrono_literals;

struct FakeDrawer final : PageDrawer {
  Task<Result<int>> count(int) override {
    if (problem) co_return Failure(*problem);
    co_return pages;
  }
  Task<Result<SharedBytes>> page(int, int number) override {
    drawn.push_back(number);
    if (on_page) on_page();
    co_return SharedBytes("page " + std::to_string(number));
  }
  int pages = 3;
  std::optional<Error> problem;
  std::vector<int> drawn;
  std::function<void()> on_page;
};

class DrawLineTest : public testing::Test {
 protected:
  void put(std::int64_t number, Purpose purpose, const std::string& content = "%PDF-1.7") {
    Document document{.lesson = LessonId{7}, .number = number, .purpose = purpose};
    document.state = DocumentState::drawing;
    documents.there[{7, number}] = document;
    files.files[{7, number}] = content;
    line.complete();
    loop.advance(0ms);
  }
  const Document& document(std::int64_t number) { return documents.there.at({7, number}); }

  ManualLoop loop;
  Mailbox::Scope scope{loop};
  ManualClock clock;
  FakeDocuments documents;
  FakeDocumentFiles files;
  FakeDrawer drawer;
  FakeConverter converter;
  DrawLine line{loop, {documents, files, converter, drawer, clock}};
};

TEST_F(DrawLineTest, slides_are_ready_when_each_page_is_drawn) {
  put(1, Purpose::slides);
  EXPECT_EQ(document(1).state, DocumentState::ready);
  EXPECT_EQ(document(1).pages, 3);
  EXPECT_EQ((files.pages[{7, 1}][3]), "page 3");
}

TEST_F(DrawLineTest, handouts_are_not_drawn_but_must_be_pdfs) {
  put(1, Purpose::handout);
  EXPECT_EQ(document(1).state, DocumentState::ready);
  EXPECT_TRUE(drawer.drawn.empty());
  put(3, Purpose::slides, "<html>");
  EXPECT_EQ(document(3).refusal, "document_no_pdf");
}

TEST_F(DrawLineTest, a_presentation_becomes_a_pdf_in_its_place_and_is_then_one) {
  files.other = "%PDF-1.7 of it";
  converter.on_ask = [this] { EXPECT_EQ(documents.there.begin()->second.state, DocumentState::converting); };
  put(1, Purpose::slides, "PK\x03\x04");
  EXPECT_EQ(document(1).state, DocumentState::ready);
  EXPECT_EQ(document(1).pages, 3);
  EXPECT_EQ(document(1).bytes, files.other.size());
  EXPECT_EQ((files.files[{7, 1}]), files.other);
  documents.there.clear();
  put(2, Purpose::handout, "\xD0\xCF\x11\xE0");
  EXPECT_EQ(document(2).state, DocumentState::ready);
  EXPECT_EQ((files.files[{7, 2}]), files.other) << "learners get what opens everywhere";
}

TEST_F(DrawLineTest, what_becomes_no_pdf_is_told_and_so_is_that_nobody_converts_here) {
  files.other = "<html>";
  put(1, Purpose::slides, "PK\x03\x04");
  EXPECT_EQ(document(1).refusal, "document_unconvertible");
  converter.problem = document_locked();
  put(2, Purpose::slides, "PK\x03\x04");
  EXPECT_EQ(document(2).refusal, "document_locked");
  converter.installed = false;
  put(3, Purpose::handout, "PK\x03\x04");
  EXPECT_EQ(document(3).refusal, "document_powerpoint");
  EXPECT_EQ(converter.asked, 2);
}

TEST_F(DrawLineTest, a_conversion_that_a_restart_cut_off_begins_again_or_is_on_record_at_last) {
  files.other = "%PDF-1.7 of it";
  for (const std::int64_t number : {1, 2}) {
    documents.there[{7, number}] = {.lesson = LessonId{7}, .number = number};
    documents.there[{7, number}].state = DocumentState::converting;
  }
  files.files[{7, 1}] = "PK\x03\x04";
  files.files[{7, 2}] = files.other;  // it had taken its place already
  line.start();
  loop.advance(0ms);
  EXPECT_EQ(converter.asked, 1);
  for (const std::int64_t number : {1, 2}) {
    EXPECT_EQ(document(number).state, DocumentState::ready);
    EXPECT_EQ(document(number).bytes, files.other.size());
  }
}

TEST_F(DrawLineTest, a_presentation_that_is_deleted_while_it_is_converted_leaves_nothing_behind) {
  files.other = "%PDF-1.7";
  converter.on_ask = [this] {
    documents.there.clear();
    files.files.clear();
  };
  put(1, Purpose::slides, "PK\x03\x04");
  EXPECT_TRUE(documents.there.empty());
  EXPECT_TRUE(files.files.empty());
}

TEST_F(DrawLineTest, the_file_s_fault_is_told_and_the_next_one_is_drawn) {
  drawer.problem = document_too_many_pages();
  put(1, Purpose::slides);
  EXPECT_EQ(document(1).refusal, "document_too_many_pages");
  drawer.problem.reset();
  put(2, Purpose::slides);
  EXPECT_EQ(document(2).state, DocumentState::ready);
}

TEST_F(DrawLineTest, the_machine_s_fault_is_tried_again_but_not_for_ever) {
  files.broken = true;
  put(1, Purpose::slides);
  EXPECT_EQ(document(1).state, DocumentState::drawing);
  loop.advance(DrawLine::again_after);
  EXPECT_EQ(document(1).tries, 2);
  files.broken = false;
  loop.advance(DrawLine::again_after);
  EXPECT_EQ(document(1).state, DocumentState::ready);
  files.broken = true;
  put(2, Purpose::slides);
  for (int i = 0; i < 6; ++i) loop.advance(DrawLine::again_after);
  EXPECT_EQ(document(2).refusal, "document_unreadable");
}

TEST_F(DrawLineTest, what_is_deleted_while_it_is_drawn_leaves_nothing_behind) {
  drawer.on_page = [this] { documents.there.clear(); };
  put(1, Purpose::slides);
  EXPECT_TRUE(files.files.empty());
  EXPECT_TRUE(files.pages.empty());
}

TEST_F(DrawLineTest, what_was_left_over_at_a_restart_goes_on) {
  documents.there[{7, 1}] = {.lesson = LessonId{7}, .number = 1};
  documents.there[{7, 1}].state = DocumentState::drawing;
  files.files[{7, 1}] = "%PDF-1.7";
  line.start();
  loop.advance(0ms);
  EXPECT_EQ(document(1).state, DocumentState::ready);
}

}  // namespace
}  // namespace lyceum::lesson
