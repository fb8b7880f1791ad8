#include "store/blob/disk_files.hpp"

#include "base/flow/manual_loop.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

constexpr LessonId lesson{7};

class DiskFilesTest : public testing::Test {
 public:
  DiskFilesTest() { std::filesystem::remove_all(folder_); }
  ~DiskFilesTest() override { std::filesystem::remove_all(folder_); }

  // Appends and waits until it is written.
  static Result<void> append(ManualLoop& loop, media::RecordingFile& file, std::vector<SharedBytes> bytes) {
    return loop.run_task([](media::RecordingFile& to, std::vector<SharedBytes> what) -> Task<Result<void>> {
      co_return co_await wait_for<Result<void>>(
          [&](Resume<Result<void>> resume) { to.append(std::move(what), std::move(resume)); });
    }(file, std::move(bytes)));
  }
  std::string content(const std::string& name) const {
    std::ifstream in(folder_ / "7" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("disk_files_test." + std::to_string(getpid()));
  ManualLoop loop_;
};

TEST_F(DiskFilesTest, what_is_appended_stands_in_the_file_in_order) {
  DiskFiles files(folder_);
  auto file = files.create(lesson, "1-video.mp4");
  ASSERT_TRUE(append(loop_, *file, {SharedBytes("one "), SharedBytes("two ")}));
  ASSERT_TRUE(append(loop_, *file, {SharedBytes("three")}));
  EXPECT_EQ(content("1-video.mp4"), "one two three") << "readers see it as soon as it is written";
  const auto piece = loop_.run_task(media::read_piece(files, lesson, "1-video.mp4", 4, 3));
  ASSERT_TRUE(piece);
  EXPECT_EQ(as_text(piece->view()), "two");
  const auto end = loop_.run_task(media::read_piece(files, lesson, "1-video.mp4", 8, 100));
  EXPECT_EQ(as_text(end->view()), "three") << "shorter at the end";
}

TEST_F(DiskFilesTest, what_was_appended_is_written_when_the_server_stops) {
  {
    DiskFiles files(folder_);
    auto file = files.create(lesson, "1-audio.mp4");
    ManualLoop::Scope scope(loop_);
    for (int i = 0; i < 1000; ++i) file->append({SharedBytes("x")}, [](Result<void>) {});
  }
  EXPECT_EQ(content("1-audio.mp4").size(), 1000u);
}

TEST_F(DiskFilesTest, reopening_cuts_and_deletes_as_told) {
  DiskFiles files(folder_);
  for (const char* name : {"1-video.mp4", "2-video.mp4"}) {
    auto file = files.create(lesson, name);
    ASSERT_TRUE(append(loop_, *file, {SharedBytes("whole|torn")}));
  }
  media::RecordingFiles::Keep keep = [](const std::string& name, media::FileView& file) -> std::uint64_t {
    EXPECT_EQ(file.size(), 10u);
    return name == "1-video.mp4" ? 6 : 0;
  };
  ASSERT_TRUE(loop_.run_task(files.reopen(lesson, std::move(keep))));
  EXPECT_EQ(content("1-video.mp4"), "whole|");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "7" / "2-video.mp4"));
}

TEST_F(DiskFilesTest, what_was_put_aside_takes_the_place_of_what_was_there) {
  DiskFiles files(folder_);
  ASSERT_TRUE(append(loop_, *files.create(lesson, "1-video.mp4"), {SharedBytes("old")}));
  ASSERT_TRUE(append(loop_, *files.preparing().create(lesson, "2-video.mp4"), {SharedBytes("new")}));
  media::RecordingFiles::Keep see = [](const std::string& name, media::FileView& file) -> std::uint64_t {
    EXPECT_EQ(name, "1-video.mp4") << "nobody sees it yet";
    return file.size();
  };
  ASSERT_TRUE(loop_.run_task(files.reopen(lesson, std::move(see))));
  ASSERT_TRUE(loop_.run_task(files.replace(lesson)));
  EXPECT_EQ(content("2-video.mp4"), "new");
  EXPECT_EQ(content("1-video.mp4"), "");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "7.replaced"));
  EXPECT_FALSE(loop_.run_task(files.replace(lesson))) << "nothing is put aside any more";
  EXPECT_EQ(content("2-video.mp4"), "new");
}

TEST_F(DiskFilesTest, a_replacement_that_broke_off_is_finished_when_the_files_are_opened) {
  const auto expect_new = [&] {
    DiskFiles files(folder_);
    media::RecordingFiles::Keep keep = [](const std::string&, media::FileView& file) { return file.size(); };
    ASSERT_TRUE(loop_.run_task(files.reopen(lesson, std::move(keep))));
    EXPECT_EQ(content("2-video.mp4"), "new");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "7.replaced"));
  };
  {
    DiskFiles files(folder_);
    ASSERT_TRUE(append(loop_, *files.create(lesson, "1-video.mp4"), {SharedBytes("old")}));
    ASSERT_TRUE(append(loop_, *files.preparing().create(lesson, "2-video.mp4"), {SharedBytes("new")}));
  }
  std::filesystem::rename(folder_ / "7", folder_ / "7.replaced");  // after the first step
  expect_new();
  std::filesystem::create_directories(folder_ / "7.replaced" / "preparing");  // after the second
  expect_new();
}

TEST_F(DiskFilesTest, what_was_put_aside_can_be_thrown_away) {
  DiskFiles files(folder_);
  ASSERT_TRUE(append(loop_, *files.preparing().create(lesson, "1-video.mp4"), {SharedBytes("new")}));
  ASSERT_TRUE(loop_.run_task(files.discard(lesson)));
  ASSERT_TRUE(loop_.run_task(files.discard(lesson)));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "7" / "preparing"));
}

TEST_F(DiskFilesTest, links_and_pipes_among_the_recordings_are_passed_by) {
  DiskFiles files(folder_);
  auto file = files.create(lesson, "1-video.mp4");
  ASSERT_TRUE(append(loop_, *file, {SharedBytes("mine")}));
  std::filesystem::create_symlink("/etc/hostname", folder_ / "7" / "2-video.mp4");
  std::filesystem::create_directory(folder_ / "7" / "3-video.mp4");
  ASSERT_EQ(::mkfifo((folder_ / "7" / "4-video.mp4").c_str(), 0600), 0);
  std::vector<std::string> seen;
  media::RecordingFiles::Keep keep = [&](const std::string& name, media::FileView& view) {
    seen.push_back(name);
    return view.size();
  };
  ASSERT_TRUE(loop_.run_task(files.reopen(lesson, std::move(keep))));
  EXPECT_EQ(seen, std::vector<std::string>{"1-video.mp4"});
  for (const char* name : {"2-video.mp4", "3-video.mp4", "4-video.mp4"}) {
    const auto looked =
        loop_.run_task(files.look(lesson, name, [](media::FileView&) { return Result<void>(); }));
    EXPECT_EQ(looked.error().code, "recording_not_there") << name;
  }
}

TEST_F(DiskFilesTest, a_lesson_without_files_has_none_and_can_be_removed) {
  DiskFiles files(folder_);
  media::RecordingFiles::Keep keep = [](const std::string&, media::FileView&) -> std::uint64_t {
    ADD_FAILURE();
    return 0;
  };
  EXPECT_TRUE(loop_.run_task(files.reopen(lesson, std::move(keep))));
  EXPECT_TRUE(loop_.run_task(files.remove(lesson)));
  EXPECT_EQ(loop_.run_task(media::read_piece(files, lesson, "1-video.mp4", 0, 1)).error().code,
            "recording_not_there");
}

TEST_F(DiskFilesTest, a_file_is_never_written_over) {
  DiskFiles files(folder_);
  auto file = files.create(lesson, "1-video.mp4");
  ASSERT_TRUE(append(loop_, *file, {SharedBytes("mine")}));
  auto again = files.create(lesson, "1-video.mp4");
  EXPECT_EQ(append(loop_, *again, {SharedBytes("yours")}).error().code, "store_failed");
  EXPECT_EQ(content("1-video.mp4"), "mine");
}

TEST_F(DiskFilesTest, the_reserve_of_the_disk_is_not_taken) {
  DiskFiles files(folder_, {.reserve = ~std::uint64_t{0}});
  auto file = files.create(lesson, "1-video.mp4");
  EXPECT_EQ(append(loop_, *file, {SharedBytes("x")}).error().code, "store_full");
  EXPECT_EQ(append(loop_, *file, {SharedBytes("x")}).error().code, "store_full") << "and it stays so";
}

TEST_F(DiskFilesTest, what_can_still_be_recorded_is_what_the_reserve_leaves) {
  const DiskFiles all(folder_ / "not" / "yet", {.reserve = 0}), most(folder_, {.reserve = 1'000'000'000});
  ASSERT_TRUE(all.space() && most.space());
  EXPECT_GT(*all.space(), *most.space());
  EXPECT_EQ(DiskFiles(folder_, {.reserve = ~std::uint64_t{0}}).space(), 0U);
}

TEST_F(DiskFilesTest, no_more_is_written_than_is_allowed_and_then_it_goes_on) {
  DiskFiles files(folder_);
  auto file = files.create(lesson, "1-video.mp4");
  files.allow(10);
  EXPECT_EQ(files.space(), 10u);
  ASSERT_TRUE(append(loop_, *file, {SharedBytes("12345678")}));
  EXPECT_EQ(files.space(), 2u);
  EXPECT_EQ(append(loop_, *file, {SharedBytes("123")}).error().code, "store_full");
  files.allow(std::nullopt);
  auto next = files.create(lesson, "2-video.mp4");
  EXPECT_TRUE(append(loop_, *next, {SharedBytes("123")}));
  EXPECT_EQ(files.space(), files.disk_free());
}

TEST_F(DiskFilesTest, each_lesson_s_files_are_measured) {
  DiskFiles files(folder_);
  EXPECT_TRUE(loop_.run_task(files.sizes())->empty());
  for (const std::int64_t id : {7, 8}) {
    auto file = files.create(LessonId{id}, "1-video.mp4");
    ASSERT_TRUE(append(loop_, *file, {SharedBytes(std::string(static_cast<std::size_t>(id), 'x'))}));
  }
  std::filesystem::create_directory(folder_ / "no lesson");
  std::uint64_t sum = 0;
  const auto sizes = loop_.run_task(files.sizes());
  for (const auto& size : *sizes) sum += size.bytes * static_cast<std::uint64_t>(size.lesson.value);
  EXPECT_EQ(sizes->size(), 2u);
  EXPECT_EQ(sum, 7u * 7 + 8 * 8);
}

TEST_F(DiskFilesTest, a_disk_that_does_not_keep_up_is_told_of) {
  DiskFiles files(folder_, {.waiting_max = 10});
  auto file = files.create(lesson, "1-video.mp4");
  EXPECT_EQ(append(loop_, *file, {SharedBytes("longer than ten")}).error().code, "store_busy");
}

}  // namespace
}  // namespace lyceum::store
