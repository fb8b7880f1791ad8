#include "store/blob/document_files.hpp"

#include "base/flow/manual_loop.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

using Name = lesson::DocumentFiles::Name;

class DocumentFilesTest : public testing::Test {
 public:
  DocumentFilesTest() { std::filesystem::remove_all(folder_); }
  ~DocumentFilesTest() override { std::filesystem::remove_all(folder_); }
  template <class Answer>
  auto run(Task<Answer> task) {
    return loop_.run_task(std::move(task));
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("document_files_test." + std::to_string(getpid()));
  ManualLoop loop_;
  DiskDocuments files_{folder_, 0};
  const Name name_{LessonId{7}, 42};
};

TEST_F(DocumentFilesTest, a_file_comes_in_pieces_and_is_read_from_anywhere) {
  ASSERT_TRUE(run(files_.write(name_, 0, SharedBytes("one two"))));
  ASSERT_TRUE(run(files_.write(name_, 4, SharedBytes("2"))));
  EXPECT_EQ(as_text(run(files_.read(name_, 0, 100)).value().view()), "one 2");
  EXPECT_EQ(as_text(run(files_.read(name_, 1, 3)).value().view()), "ne ");
  EXPECT_EQ(run(files_.write(name_, 9, SharedBytes("x"))).error().code, "document_not_found");
  EXPECT_GE(run(files_.open(name_)).value()->descriptor(), 0);
}

TEST_F(DocumentFilesTest, pages_lie_beside_the_file_and_go_with_it) {
  ASSERT_TRUE(run(files_.write(name_, 0, SharedBytes("pdf"))));
  ASSERT_TRUE(run(files_.write_page(name_, 1, SharedBytes("first, drawn long ago"))));
  ASSERT_TRUE(run(files_.write_page(name_, 1, SharedBytes("first"))));
  EXPECT_EQ(as_text(run(files_.page(name_, 1)).value().view()), "first");
  EXPECT_EQ(run(files_.page(name_, 2)).error().code, "document_not_found");
  ASSERT_TRUE(run(files_.remove(name_)));
  ASSERT_TRUE(run(files_.remove(name_))) << "gone already";
  EXPECT_EQ(run(files_.page(name_, 1)).error().code, "document_not_found");
  EXPECT_EQ(run(files_.read(name_, 0, 1)).error().code, "document_not_found");
  EXPECT_EQ(run(files_.open(name_)).error().code, "document_not_found");
}

TEST_F(DocumentFilesTest, another_file_takes_its_place_in_one_step_or_leaves_nothing) {
  ASSERT_TRUE(run(files_.write(name_, 0, SharedBytes("presentation"))));
  const auto there = [&] { return std::string(as_text(run(files_.read(name_, 0, 100)).value().view())); };
  const auto begun = [&] {
    auto other = run(files_.begin_other(name_)).value();
    EXPECT_EQ(::write(other->descriptor(), "pdf", 3), 3);
    return other;
  };
  begun();
  EXPECT_EQ(there(), "presentation");
  EXPECT_EQ(run(files_.put_other(name_)).error().code, "document_not_found") << "given up";
  const auto other = begun();
  EXPECT_EQ(run(files_.put_other(name_)).value(), 3U);
  EXPECT_EQ(there(), "pdf");
  EXPECT_EQ(run(files_.size(name_)).value(), 3U);
  EXPECT_EQ(run(files_.begin_other({LessonId{8}, 1})).error().code, "document_not_found");
}

TEST_F(DocumentFilesTest, all_are_listed_and_nothing_else) {
  EXPECT_TRUE(run(files_.all()).value().empty());
  ASSERT_TRUE(run(files_.write(name_, 0, SharedBytes("pdf"))));
  ASSERT_TRUE(run(files_.write({LessonId{8}, 1}, 0, SharedBytes("pdf"))));
  std::filesystem::create_directories(folder_ / "notes");
  { std::ofstream(folder_ / "7" / "notes.txt") << "somebody's"; }
  EXPECT_EQ(run(files_.all()).value().size(), 2U);
}

TEST_F(DocumentFilesTest, the_reserve_of_the_disk_is_never_taken) {
  DiskDocuments full(folder_, std::uint64_t{1} << 60);
  EXPECT_EQ(run(full.write(name_, 0, SharedBytes("x"))).error().code, "store_full");
}

}  // namespace
}  // namespace lyceum::store
