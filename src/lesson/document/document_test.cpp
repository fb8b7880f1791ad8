#include "lesson/document/document.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

std::string_view judged(std::string_view start) {
  const auto kind = file_kind(as_bytes(start));
  if (!kind) return kind.error().code;
  return *kind == FileKind::pdf ? "PDF" : "presentation";
}

TEST(Document, is_a_pdf_or_a_presentation_by_its_first_bytes_whatever_it_is_called) {
  EXPECT_EQ(judged("%PDF-1.7\n"), "PDF");
  EXPECT_EQ(judged(std::string(1000, '\n') + "%PDF-1.4"), "PDF");
  EXPECT_EQ(judged(std::string(1020, '\n') + "%PDF-1.4"), "document_no_pdf");
  EXPECT_EQ(judged("PK\x03\x04word/"), "presentation");
  EXPECT_EQ(judged("PK\x03\x04 with %PDF- in it"), "presentation");
  EXPECT_EQ(judged("\xD0\xCF\x11\xE0"), "presentation");
  EXPECT_EQ(judged("<html>"), "document_no_pdf");
  EXPECT_EQ(judged(""), "document_no_pdf");
}

TEST(Document, names_are_read_again) {
  for (const auto purpose : {Purpose::slides, Purpose::handout})
    EXPECT_EQ(parse_purpose(purpose_name(purpose)), purpose);
  for (const auto state : {DocumentState::uploading, DocumentState::drawing, DocumentState::ready,
                           DocumentState::refused, DocumentState::converting})
    EXPECT_EQ(parse_document_state(document_state_name(state)), state);
  EXPECT_FALSE(parse_purpose("pages"));
}

TEST(Document, each_problem_is_known_by_its_code) {
  for (const Error& problem : {document_no_pdf(), document_powerpoint(), document_unreadable(),
                               document_too_many_pages(), document_too_costly(), document_unconvertible(),
                               document_locked(), document_conversion_costly(), pages_unavailable()})
    EXPECT_EQ(document_problem(problem.code).en, problem.en);
  EXPECT_EQ(document_problem("?").code, "document_unreadable");
}

}  // namespace
}  // namespace lyceum::lesson
