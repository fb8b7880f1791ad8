#include "lesson/document_desk/document_desk.hpp"

#include "lesson/document_desk/fake_documents.hpp"
#include "lesson/plan/plan_test.hpp"

namespace lyceum::lesson {
namespace {

class DocumentDeskTest : public PlanTest {
 protected:
  LessonId made() {
    Draft draft;
    draft.title = "A class";
    return run(desk.create(lecturer, draft)).value().id;
  }
  Result<Document> begin(LessonId id, Purpose purpose = Purpose::slides, std::uint64_t bytes = 10) {
    return run(paper.begin(lecturer.id, id, purpose, "a.pdf", bytes));
  }
  Result<Document> append(const Document& to, std::uint64_t offset, std::string_view text) {
    return run(paper.append(lecturer.id, to.lesson, to.number, offset, SharedBytes(text)));
  }
  Document ready(LessonId id, Purpose purpose, std::int64_t pages) {
    const Document document = begin(id, purpose).value();
    EXPECT_TRUE(append(document, 0, "%PDF-hello"));
    for (std::int64_t page = 1; page <= pages; ++page)
      files.pages[{id.value, document.number}][page] = "jpeg";
    return run(documents.ready(id, document.number, pages, clock.utc())).value().value();
  }

  FakeDocuments documents;
  FakeDocumentFiles files;
  int completed = 0;
  FakeConverter converter;
  DocumentDesk paper{{documents, files, access, converter, clock}, [this] { ++completed; }};
};

TEST_F(DocumentDeskTest, a_file_comes_in_pieces_and_is_to_be_drawn_with_the_last) {
  const Document document = begin(made()).value();
  EXPECT_EQ(append(document, 0, "%PDF-").value().received, 5U);
  EXPECT_EQ(code(append(document, 0, "%PDF-")), "upload_offset");
  EXPECT_EQ(code(append(document, 5, "worlds")), "upload_beyond_end");
  EXPECT_EQ(completed, 0);
  EXPECT_EQ(append(document, 5, "hello").value().state, DocumentState::drawing);
  EXPECT_EQ(completed, 1);
  EXPECT_EQ(files.files.begin()->second, "%PDF-hello");
}

TEST_F(DocumentDeskTest, only_staff_adds_and_deletes_and_within_the_limits) {
  const LessonId id = made();
  EXPECT_EQ(code(run(paper.begin(anna.id, id, Purpose::slides, "a", 10))), "not_allowed");
  EXPECT_EQ(code(begin(id, Purpose::slides, 0)), "upload_empty");
  EXPECT_EQ(code(begin(id, Purpose::slides, document_bytes_max + 1)), "upload_too_large");
  files.left = 19;
  EXPECT_EQ(code(begin(id)), "upload_full");
  files.left = 20;
  const Document document = begin(id).value();
  EXPECT_EQ(code(run(paper.append(anna.id, id, document.number, 0, SharedBytes("x")))), "not_allowed");
  EXPECT_EQ(code(run(paper.remove(anna.id, id, document.number))), "not_allowed");
  files.broken = true;
  EXPECT_EQ(code(append(document, 0, "x")), "upload_full");
  ASSERT_TRUE(run(paper.remove(lecturer.id, id, document.number)));
  EXPECT_EQ(code(run(paper.remove(lecturer.id, id, document.number))), "document_not_found");
}

TEST_F(DocumentDeskTest, learners_get_handouts_and_pages_but_not_the_file_of_slides) {
  const LessonId id = made();
  const Document slides = ready(id, Purpose::slides, 2), handout = ready(id, Purpose::handout, 0);
  const Document unfinished = begin(id, Purpose::handout).value();
  EXPECT_EQ(run(paper.list(lecturer.id, id)).value().size(), 3U);
  EXPECT_EQ(run(paper.list(anna.id, id)).value(), std::vector<Document>{handout});
  EXPECT_TRUE(run(paper.file(anna.id, id, handout.number)));
  EXPECT_EQ(code(run(paper.file(anna.id, id, slides.number))), "document_not_found");
  EXPECT_EQ(code(run(paper.file(anna.id, id, unfinished.number))), "document_not_found");
  EXPECT_TRUE(run(paper.file(lecturer.id, id, slides.number)));
  for (int twice = 0; twice < 2; ++twice) EXPECT_TRUE(run(paper.page(anna.id, id, slides.number, 2)));
  for (const std::int64_t page : {0, 3})
    EXPECT_EQ(code(run(paper.page(anna.id, id, slides.number, page))), "document_not_found");
  EXPECT_EQ(code(run(paper.page(anna.id, id, handout.number, 1))), "document_not_found");
  EXPECT_EQ(run(paper.slides(id, slides.number)).value()->pages, 2);
  EXPECT_FALSE(run(paper.slides(id, handout.number)).value());
  ASSERT_TRUE(run(paper.remove(lecturer.id, id, slides.number)));
  EXPECT_EQ(code(run(paper.page(anna.id, id, slides.number, 2))), "document_not_found")
      << "nor kept in memory";
}

TEST_F(DocumentDeskTest, what_nobody_added_to_and_files_without_a_document_are_swept) {
  const LessonId id = made();
  const Document kept = ready(id, Purpose::handout, 0), left = begin(id).value();
  ASSERT_TRUE(append(left, 0, "%PDF-"));
  files.files[{99, 1}] = "of a lesson that is gone";
  ASSERT_TRUE(run(paper.sweep()));
  EXPECT_EQ(files.files.size(), 2U);
  clock.advance(kUploadKept + std::chrono::seconds(1));
  ASSERT_TRUE(run(paper.sweep()));
  EXPECT_EQ(run(paper.list(lecturer.id, id)).value().size(), 1U);
  EXPECT_EQ(files.files.size(), 1U);
  documents.there.clear();
  spawn(paper.drop(id));
  EXPECT_TRUE(files.files.empty());
}

}  // namespace
}  // namespace lyceum::lesson
