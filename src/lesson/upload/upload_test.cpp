#include "lesson/upload/upload.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

TEST(Upload, state_names_are_read_back) {
  for (const UploadState state : {UploadState::uploading, UploadState::preparing, UploadState::refused})
    EXPECT_EQ(parse_upload_state(upload_state_name(state)), state);
  EXPECT_FALSE(parse_upload_state("ready"));
}

TEST(Upload, file_names_are_shown_when_they_are_one_line_of_text) {
  EXPECT_EQ(shown_file_name("第一课.mp4"), "第一课.mp4");
  EXPECT_EQ(shown_file_name("../../etc/passwd"), "../../etc/passwd");  // a text; no file is called so
  for (const auto& bad :
       {std::string("a\nb.mp4"), std::string("\xFF"), std::string(201, 'a'), std::string(5000, 'a')})
    EXPECT_EQ(shown_file_name(bad), "");
}

TEST(Upload, each_refusal_has_its_own_code) {
  EXPECT_EQ(refuse(UploadRefusal::upload_not_found).status, 404);
  EXPECT_EQ(refuse(UploadRefusal::upload_full).status, 507);
  EXPECT_EQ(refuse(UploadRefusal::upload_replaced).code, "upload_replaced");
}

}  // namespace
}  // namespace lyceum::lesson
