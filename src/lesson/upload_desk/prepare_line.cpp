#include "lesson/upload_desk/prepare_line.hpp"

#include "base/log/log.hpp"

#include <algorithm>
#include <utility>

namespace lyceum::lesson {
namespace {

constexpr std::string_view unreadable = "file_unreadable", missing = "file_missing";

Error tried_enough() {
  return {.status = 422, .code = unreadable, .en = "", .zh = "", .detail = "tried too often"};
}

bool is_machines_fault(const Error& error) { return error.status >= 500; }

}  // namespace

void PrepareLine::start() {
  wake();
  look();
}

void PrepareLine::complete(LessonId) {
  loop_.post([this] { wake(); });
}

void PrepareLine::wake() {
  again_ = true;
  if (running_) return;
  running_ = true;
  spawn(run());
}

void PrepareLine::look() {
  spawn(open_due());
  loop_.after(look_every, [this] { look(); });
}

// What was complete meanwhile is seen by the next look.
Task<void> PrepareLine::run() {
  while (std::exchange(again_, false)) {
    for (;;) {
      const auto next = co_await needs_.uploads.next_to_prepare(needs_.clock.utc());
      if (next && !*next) break;
      Result<void> done = Failure(next ? Error() : next.error());
      if (next) done = co_await prepare(**next);
      if (done) continue;
      log_warning("uploads wait", {{"code", std::string(done.error().code)}, {"why", done.error().detail}});
      loop_.after(again_after, [this] { wake(); });
      break;
    }
  }
  running_ = false;
}

// Error: the machine's, there is no going on now.
Task<Result<void>> PrepareLine::prepare(Upload upload) {
  log_info("file is prepared", {{"lesson", upload.lesson.str()},
                                {"bytes", std::to_string(upload.bytes)},
                                {"try", std::to_string(upload.tries)}});
  Result<Prepared> made = Failure(tried_enough());
  if (upload.tries <= tries_max) made = co_await make(upload);
  if (made) co_return co_await show(std::move(upload), std::move(*made));
  LYCEUM_CO_CHECK(co_await preparer_.discard(upload.lesson));
  co_return co_await judge(std::move(upload), std::move(made).error());
}

Task<Result<Prepared>> PrepareLine::make(const Upload& upload) {
  LYCEUM_CO_TRY(const auto lesson, co_await needs_.lessons.find(upload.lesson));
  if (!lesson) co_return Failure(refuse(UploadRefusal::upload_replaced));
  const UploadFiles::Name name{upload.lesson, upload.number};
  LYCEUM_CO_TRY(std::shared_ptr<OpenUpload> file, co_await needs_.files.open(name));
  const Kind kind = lesson->kind;
  co_return co_await preparer_.prepare(upload, kind, std::move(file));
}

// In this order, so that after a crash anywhere it is done again, or done.
Task<Result<void>> PrepareLine::show(Upload upload, Prepared prepared) {
  const LessonId id = upload.lesson;
  LYCEUM_CO_TRY(const auto now, co_await needs_.uploads.find(id));
  if (!now || now->number != upload.number) co_return co_await preparer_.discard(id);
  LYCEUM_CO_CHECK(co_await preparer_.publish(id));
  LYCEUM_CO_CHECK(co_await note(id, prepared.duration));
  LYCEUM_CO_TRY(const auto lesson, co_await needs_.lessons.find(id));
  if (lesson && lesson->cover_version == 0 && !prepared.poster.empty()) {
    const ByteView jpeg = prepared.poster.view();
    auto cover = checked_cover(Bytes(jpeg.begin(), jpeg.end()));
    // A picture of the recording itself waits for no review.
    if (cover)
      LYCEUM_CO_CHECK(co_await needs_.lessons.put_cover(id, std::move(*cover), false, needs_.clock.utc()));
  }
  LYCEUM_CO_CHECK(co_await needs_.uploads.remove(id, upload.number));
  const UploadFiles::Name name{id, upload.number};
  LYCEUM_CO_CHECK(co_await needs_.files.remove(name));
  log_info("file is ready", {{"lesson", id.str()}, {"ms", std::to_string(prepared.duration.count())}});
  co_await open_due();
  co_return Result<void>();
}

// What the lecturer had shaped of the recording before is kept as far as it fits. A file is not recorded
// again every week, as classes are: it stays, unless somebody says otherwise.
Task<Result<void>> PrepareLine::note(LessonId lesson, milliseconds duration) {
  LYCEUM_CO_TRY(auto replay, co_await needs_.replays.find(lesson));
  LYCEUM_CO_CHECK(co_await needs_.replays.note(lesson, duration, needs_.clock.utc()));
  ReplayChange change;
  if (!replay) change.keep_days = std::optional<int>(0);
  if (!replay) replay.emplace();
  if (replay->trim && replay->trim->end > duration) change.trim.emplace();
  if (std::erase_if(replay->chapters, [&](const Chapter& each) { return each.at > duration; }) > 0)
    change.chapters = std::move(replay->chapters);
  if (!change.keep_days && !change.trim && !change.chapters) co_return Result<void>();
  LYCEUM_CO_CHECK(co_await needs_.replays.edit(lesson, duration, std::move(change)));
  co_return Result<void>();
}

Task<Result<void>> PrepareLine::judge(Upload upload, Error error) {
  log_info("file is not prepared",
           {{"lesson", upload.lesson.str()}, {"code", std::string(error.code)}, {"why", error.detail}});
  if (is_machines_fault(error)) {
    LYCEUM_CO_CHECK(co_await needs_.uploads.untry(upload.lesson, upload.number));
    co_return Failure(std::move(error));
  }
  if (error.code == refuse(UploadRefusal::upload_replaced).code) co_return Result<void>();
  if (error.code == unreadable && upload.tries < tries_of_unreadable) co_return Result<void>();
  std::string code(error.code == refuse(UploadRefusal::upload_not_found).code ? missing : error.code);
  LYCEUM_CO_CHECK(
      co_await needs_.uploads.refuse(upload.lesson, upload.number, std::move(code), needs_.clock.utc()));
  const UploadFiles::Name name{upload.lesson, upload.number};
  co_return co_await needs_.files.remove(name);
}

Task<void> PrepareLine::open_due() {
  const auto due = co_await needs_.lessons.due(needs_.clock.utc());
  if (!due) co_return;
  for (const LessonId id : *due) {
    const auto opened = co_await needs_.lessons.move(id, Move::open, needs_.clock.utc());
    if (opened && *opened) opened_(id);
  }
}

}  // namespace lyceum::lesson
