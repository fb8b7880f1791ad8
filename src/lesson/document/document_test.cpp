#include "lesson/document/document.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

std::string_view judged(std::string_view start) {
  const auto fine = check_document_start(as_bytes(start));
  return fine ? "fine" : fine.error().code;
}

TEST(Document, is_a_pdf_by_its_first_bytes_whatever_it_is_called) {
  EXPECT_EQ(judged("%PDF-1.7\n"), "fine");
  EXPECT_EQ(judged(std::string(1000, '\n') + "%PDF-1.4"), "fine");
  EXPECT_EQ(judged(std::string(1020, '\n') + "%PDF-1.4"), "document_no_pdf");
  EXPECT_EQ(judged("PK\x03\x04word/"), "document_powerpoint");
  EXPECT_EQ(judged("<html>"), "document_no_pdf");
  EXPECT_EQ(judged(""), "document_no_pdf");
}

TEST(Document, names_are_read_again) {
  for (const auto purpose : {Purpose::slides, Purpose::handout})
    EXPECT_EQ(parse_purpose(purpose_name(purpose)), purpose);
  for (const auto state :
       {DocumentState::uploading, DocumentState::drawing, DocumentState::ready, DocumentState::refused})
    EXPECT_EQ(parse_document_state(document_state_name(state)), state);
  EXPECT_FALSE(parse_purpose("pages"));
}

TEST(Document, each_problem_is_known_by_its_code) {
  for (const Error& problem : {document_no_pdf(), document_powerpoint(), document_unreadable(),
                               document_too_many_pages(), document_too_costly(), pages_unavailable()})
    EXPECT_EQ(document_problem(problem.code).en, problem.en);
  EXPECT_EQ(document_problem("?").code, "document_unreadable");
}

}  // namespace
}  // namespace lyceum::lesson
