#include "store/blob/upload_files.hpp"

#include "base/flow/manual_loop.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

using Name = lesson::UploadFiles::Name;

class UploadFilesTest : public testing::Test {
 public:
  UploadFilesTest() { std::filesystem::remove_all(folder_); }
  ~UploadFilesTest() override { std::filesystem::remove_all(folder_); }
  std::string content(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  Result<void> write(DiskUploads& files, Name name, std::uint64_t offset, std::string_view text) {
    return loop_.run_task(files.write(name, offset, SharedBytes(text)));
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("upload_files_test." + std::to_string(getpid()));
  ManualLoop loop_;
};

TEST_F(UploadFilesTest, pieces_stand_one_behind_the_other_and_what_was_never_acknowledged_is_cut) {
  DiskUploads files(folder_, 0);
  ASSERT_TRUE(write(files, {LessonId{7}, 42}, 0, "one two"));
  ASSERT_TRUE(write(files, {LessonId{7}, 42}, 4, "2"));
  EXPECT_EQ(content("7-42.upload"), "one 2");
}

TEST_F(UploadFilesTest, a_piece_has_nowhere_to_go_when_the_ones_before_it_are_missing) {
  DiskUploads files(folder_, 0);
  EXPECT_EQ(write(files, {LessonId{7}, 42}, 4, "two").error().code, "upload_not_found");
}

TEST_F(UploadFilesTest, a_file_is_opened_for_reading_listed_and_deleted) {
  DiskUploads files(folder_, 0);
  const Name name{LessonId{7}, 42};
  EXPECT_TRUE(loop_.run_task(files.all()).value().empty());
  EXPECT_EQ(loop_.run_task(files.open(name)).error().code, "upload_not_found");
  ASSERT_TRUE(write(files, name, 0, "hello"));
  { std::ofstream(folder_ / "notes.txt") << "somebody's"; }
  EXPECT_EQ(loop_.run_task(files.all()).value(), std::vector<Name>{name});
  const auto open = loop_.run_task(files.open(name));
  ASSERT_TRUE(open);
  char byte = 0;
  EXPECT_EQ(::pread((*open)->descriptor(), &byte, 1, 4), 1);
  EXPECT_EQ(byte, 'o');
  EXPECT_LT(::write((*open)->descriptor(), "x", 1), 0);
  ASSERT_TRUE(loop_.run_task(files.remove(name)));
  ASSERT_TRUE(loop_.run_task(files.remove(name))) << "nothing to delete is no error";
  EXPECT_TRUE(loop_.run_task(files.all()).value().empty());
}

TEST_F(UploadFilesTest, some_of_the_disk_is_never_taken) {
  DiskUploads files(folder_, std::uint64_t{1} << 60);
  EXPECT_EQ(write(files, {LessonId{7}, 42}, 0, "x").error().status, 507);
  EXPECT_EQ(files.space(), 0U);
}

}  // namespace
}  // namespace lyceum::store
