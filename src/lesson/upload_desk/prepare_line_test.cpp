#include "lesson/upload_desk/prepare_line.hpp"

#include "lesson/plan/plan_test.hpp"
#include "lesson/upload_desk/fake_uploads.hpp"

namespace lyceum::lesson {
namespace {

struct Maker final : Preparer {
  Task<Result<Prepared>> prepare(Upload upload, Kind kind, std::shared_ptr<OpenUpload>) override {
    made.emplace_back(upload.lesson, kind);
    if (meanwhile) meanwhile();
    if (error) co_return Failure(*error);
    co_return Prepared{milliseconds(60'000), poster};
  }
  void abandon(LessonId lesson) override { abandoned.push_back(lesson); }
  Task<Result<void>> publish(LessonId lesson) override {
    published.push_back(lesson);
    co_return Result<void>();
  }
  Task<Result<void>> discard(LessonId lesson) override {
    discarded.push_back(lesson);
    co_return Result<void>();
  }
  std::vector<std::pair<LessonId, Kind>> made;
  std::vector<LessonId> abandoned, published, discarded;
  std::optional<Error> error;
  SharedBytes poster;
  std::function<void()> meanwhile;
};

Error refused(int status, std::string_view code) {
  return {.status = status, .code = code, .en = "", .zh = "", .detail = {}};
}

class PrepareLineTest : public PlanTest {
 protected:
  PrepareLineTest() { line.start(); }
  // A lesson whose file is all there.
  LessonId uploaded(std::optional<Utc> starts_at = {}, Kind kind = Kind::video) {
    Draft draft;
    draft.title = "A film";
    draft.kind = kind;
    draft.starts_at = starts_at;
    const LessonId id = run(desk.create(lecturer, draft)).value().id;
    uploads.there[id] = {.lesson = id,
                         .number = 5,
                         .state = UploadState::preparing,
                         .name = {},
                         .bytes = 1,
                         .received = 1,
                         .refusal = {},
                         .tries = 0,
                         .begun_at = {},
                         .touched_at = {}};
    files.files[{id, 5}] = "x";
    return id;
  }
  void go(LessonId id) {
    line.complete(id);
    loop.run();
  }

  FakeUploads uploads;
  FakeUploadFiles files;
  FakeReplays replays;
  Maker maker;
  std::vector<LessonId> opened;
  ManualLoop::Scope scope{loop};
  PrepareLine line{
      loop, {uploads, files, lessons, replays, clock}, maker, [this](LessonId id) { opened.push_back(id); }};
};

TEST_F(PrepareLineTest, a_file_that_is_prepared_is_shown_noted_and_deleted) {
  const LessonId id = uploaded({}, Kind::audio);
  go(id);
  ASSERT_EQ(maker.made.size(), 1U);
  EXPECT_EQ(maker.made[0].second, Kind::audio);
  EXPECT_EQ(maker.published, std::vector<LessonId>{id});
  EXPECT_EQ(replays.there[id].duration, milliseconds(60'000));
  EXPECT_EQ(replays.there[id].keep_days, 0) << "for ever";
  EXPECT_TRUE(uploads.there.empty());
  EXPECT_TRUE(files.files.empty());
}

TEST_F(PrepareLineTest, files_are_prepared_one_after_the_other) {
  const LessonId first = uploaded(), second = uploaded();
  go(first);
  EXPECT_EQ(maker.made.size(), 2U);
  EXPECT_TRUE(uploads.there.empty());
  EXPECT_TRUE(files.files.empty());
  EXPECT_NE(first, second);
}

TEST_F(PrepareLineTest, what_is_wrong_with_the_file_is_kept_for_its_lecturer) {
  const LessonId id = uploaded();
  maker.error = refused(415, "file_codec");
  go(id);
  EXPECT_EQ(uploads.there[id].state, UploadState::refused);
  EXPECT_EQ(uploads.there[id].refusal, "file_codec");
  EXPECT_TRUE(files.files.empty());
  EXPECT_EQ(maker.discarded, std::vector<LessonId>{id});
}

TEST_F(PrepareLineTest, what_is_wrong_with_the_machine_is_tried_again_later) {
  const LessonId id = uploaded();
  maker.error = refused(507, "store_full");
  go(id);
  EXPECT_EQ(maker.made.size(), 1U);
  for (int minute = 0; minute < 10; ++minute) loop.advance(PrepareLine::again_after);
  EXPECT_EQ(maker.made.size(), 11U);
  EXPECT_EQ(uploads.there[id].state, UploadState::preparing) << "however long it lasts";
  maker.error.reset();
  loop.advance(PrepareLine::again_after);
  EXPECT_TRUE(uploads.there.empty());
}

TEST_F(PrepareLineTest, a_file_that_is_missing_is_to_be_sent_again) {
  const LessonId id = uploaded();
  files.files.clear();  // a site that was restored from a backup
  go(id);
  EXPECT_EQ(uploads.there[id].refusal, "file_missing");
}

TEST_F(PrepareLineTest, a_file_that_ends_its_reader_is_tried_once_more_and_then_refused) {
  const LessonId id = uploaded();
  maker.error = refused(422, "file_unreadable");
  go(id);
  EXPECT_EQ(maker.made.size(), 2U);
  EXPECT_EQ(uploads.there[id].refusal, "file_unreadable");
}

TEST_F(PrepareLineTest, a_file_at_which_the_server_ends_again_and_again_is_refused) {
  const LessonId id = uploaded();
  uploads.there[id].tries = PrepareLine::tries_max;
  go(id);
  EXPECT_TRUE(maker.made.empty());
  EXPECT_EQ(uploads.there[id].state, UploadState::refused);
}

TEST_F(PrepareLineTest, what_was_replaced_meanwhile_is_not_shown) {
  const LessonId id = uploaded();
  maker.meanwhile = [&] {
    uploads.there[id].number = 6;
    uploads.there[id].state = UploadState::uploading;
  };
  go(id);
  EXPECT_TRUE(maker.published.empty());
  EXPECT_EQ(maker.discarded, std::vector<LessonId>{id});
  EXPECT_EQ(uploads.there[id].state, UploadState::uploading);
}

TEST_F(PrepareLineTest, a_picture_of_it_becomes_the_cover_of_a_lesson_that_has_none) {
  const LessonId id = uploaded();
  maker.poster = SharedBytes(Bytes{0xFF, 0xD8, 0xFF, 0xD9});
  go(id);
  EXPECT_TRUE(lessons.covers.contains(id));
}

TEST_F(PrepareLineTest, a_shorter_file_keeps_what_still_fits_of_chapters_and_trim) {
  const LessonId id = uploaded();
  replays.there[id] = {.duration = milliseconds(120'000),
                       .hidden = true,
                       .trim = Trim{milliseconds(0), milliseconds(100'000)},
                       .chapters = {{milliseconds(0), "one"}, {milliseconds(90'000), "two"}}};
  go(id);
  EXPECT_FALSE(replays.there[id].trim);
  EXPECT_EQ(replays.there[id].chapters.size(), 1U);
  EXPECT_FALSE(replays.there[id].keep_days) << "what was set before stays";
  EXPECT_TRUE(replays.there[id].hidden);
}

TEST_F(PrepareLineTest, a_lesson_is_opened_when_its_time_has_come) {
  const LessonId id = uploaded(clock.utc() + 1h);
  lessons.due_now = {};
  go(id);
  EXPECT_TRUE(opened.empty());
  lessons.due_now = {id};
  loop.advance(PrepareLine::look_every);
  EXPECT_EQ(opened, std::vector<LessonId>{id});
  EXPECT_EQ(lessons.lessons.at(id).lesson.state, State::ended);
  loop.advance(PrepareLine::look_every);
  EXPECT_EQ(opened.size(), 1U) << "once";
}

}  // namespace
}  // namespace lyceum::lesson
