#include "lesson/upload_desk/upload_desk.hpp"

#include "lesson/plan/plan_test.hpp"
#include "lesson/upload_desk/fake_uploads.hpp"

namespace lyceum::lesson {
namespace {

struct News final : UploadNews {
  void complete(LessonId lesson) override { completed.push_back(lesson); }
  void dropped(LessonId lesson) override { gone.push_back(lesson); }
  std::vector<LessonId> completed, gone;
};

class UploadDeskTest : public PlanTest {
 protected:
  LessonId video() {
    Draft draft;
    draft.title = "A film";
    draft.kind = Kind::video;
    return run(desk.create(lecturer, draft)).value().id;
  }
  Result<Upload> begin(LessonId id, std::uint64_t bytes) {
    return run(uploads.begin(lecturer.id, id, "a.mp4", bytes));
  }
  Result<Upload> append(const Upload& to, std::uint64_t offset, std::string_view text) {
    return run(uploads.append(lecturer.id, to.lesson, to.number, offset, SharedBytes(text)));
  }

  FakeUploads repository;
  FakeUploadFiles files;
  News news;
  UploadDesk uploads{{repository, files, lessons, access, clock}, news, 1000};
};

TEST_F(UploadDeskTest, a_file_comes_in_pieces_and_is_complete_with_the_last) {
  const LessonId id = video();
  const Upload upload = begin(id, 10).value();
  EXPECT_EQ(append(upload, 0, "hello").value().received, 5U);
  EXPECT_TRUE(news.completed.empty());
  EXPECT_EQ(append(upload, 5, "world").value().state, UploadState::preparing);
  EXPECT_EQ(news.completed, std::vector<LessonId>{id});
  EXPECT_EQ(files.files.begin()->second, "helloworld");
}

TEST_F(UploadDeskTest, a_piece_elsewhere_or_beyond_the_end_is_refused) {
  const Upload upload = begin(video(), 10).value();
  ASSERT_TRUE(append(upload, 0, "hello"));
  EXPECT_EQ(code(append(upload, 0, "hello")), "upload_offset");
  EXPECT_EQ(code(append(upload, 6, "orld")), "upload_offset");
  EXPECT_EQ(code(append(upload, 5, "worlds")), "upload_beyond_end");
  EXPECT_EQ(append(upload, 5, "").value().received, 5U) << "nothing is no harm";
}

TEST_F(UploadDeskTest, only_staff_of_an_uploaded_lesson_may_and_within_the_limits) {
  const LessonId id = video();
  EXPECT_EQ(code(run(uploads.begin(anna.id, id, "a", 10))), "not_allowed");
  EXPECT_EQ(code(run(uploads.find(anna.id, id))), "not_allowed");
  EXPECT_EQ(code(begin(id, 0)), "upload_empty");
  EXPECT_EQ(code(begin(id, 1001)), "upload_too_large");
  EXPECT_EQ(code(begin(lesson(), 10)), "not_a_class");
  files.left = 19;
  EXPECT_EQ(code(begin(id, 10)), "upload_full") << "the recording needs room beside the file";
}

TEST_F(UploadDeskTest, an_upload_whose_file_is_missing_is_given_up) {
  const Upload upload = begin(video(), 10).value();
  ASSERT_TRUE(append(upload, 0, "hello"));
  files.files.clear();  // a site that was restored from a backup
  EXPECT_EQ(code(append(upload, 5, "world")), "upload_not_found");
  EXPECT_FALSE(run(uploads.find(lecturer.id, upload.lesson)).value());
}

TEST_F(UploadDeskTest, a_full_disk_keeps_what_is_there) {
  const Upload upload = begin(video(), 10).value();
  ASSERT_TRUE(append(upload, 0, "hello"));
  files.broken = true;
  EXPECT_EQ(code(append(upload, 5, "world")), "upload_full");
  files.broken = false;
  EXPECT_TRUE(append(upload, 5, "world"));
}

TEST_F(UploadDeskTest, another_file_takes_the_place_of_the_first) {
  const LessonId id = video();
  const Upload first = begin(id, 10).value();
  ASSERT_TRUE(append(first, 0, "hello"));
  const Upload second = begin(id, 7).value();
  EXPECT_NE(first.number, second.number);
  EXPECT_EQ(code(append(first, 5, "world")), "upload_not_found");
  EXPECT_TRUE(files.files.empty());
  EXPECT_EQ(news.gone, std::vector<LessonId>{id});
}

TEST_F(UploadDeskTest, what_nobody_goes_on_with_is_swept_and_so_is_what_belongs_to_nobody) {
  const Upload old = begin(video(), 10).value();
  ASSERT_TRUE(append(old, 0, "hello"));
  files.files[{LessonId{99}, 1}] = "lost";
  ASSERT_TRUE(run(uploads.sweep()));
  EXPECT_EQ(files.files.size(), 1U) << "the lost one is gone";
  clock.advance(kUploadKept + 1h);
  const Upload fresh = begin(video(), 10).value();
  ASSERT_TRUE(append(fresh, 0, "hello"));
  ASSERT_TRUE(run(uploads.sweep()));
  EXPECT_EQ(files.files.size(), 1U);
  EXPECT_TRUE(repository.there.contains(fresh.lesson));
  EXPECT_FALSE(repository.there.contains(old.lesson));
}

}  // namespace
}  // namespace lyceum::lesson
