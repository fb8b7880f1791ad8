#include "lesson/upload_desk/upload_desk.hpp"

#include "base/log/log.hpp"
#include "base/secret/random.hpp"
#include "lesson/lesson/refusal.hpp"

#include <algorithm>

namespace lyceum::lesson {
namespace {

constexpr std::int64_t number_max = (std::int64_t{1} << 53) - 1;
// The recording is made while the file is still there.
constexpr std::uint64_t room_factor = 2;

}  // namespace

// While it lives, nobody else writes to the lesson's file.
class UploadDesk::Turn {
 public:
  Turn(UploadDesk& desk, LessonId lesson) : desk_(desk), lesson_(lesson) {
    const std::lock_guard lock(desk_.mutex_);
    mine_ = desk_.writing_.insert(lesson_).second;
  }
  ~Turn() {
    if (!mine_) return;
    const std::lock_guard lock(desk_.mutex_);
    desk_.writing_.erase(lesson_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool is_mine() const { return mine_; }

 private:
  UploadDesk& desk_;
  const LessonId lesson_;
  bool mine_ = false;
};

Task<Result<void>> UploadDesk::permit(AccountId by, LessonId lesson) {
  LYCEUM_CO_TRY(const auto standing, co_await needs_.access.ask(lesson, by));
  co_return standing.allow(money::Action::moderate);
}

Task<Result<Upload>> UploadDesk::begin(AccountId by, LessonId id, std::string name, std::uint64_t bytes) {
  LYCEUM_CO_CHECK(co_await permit(by, id));
  LYCEUM_CO_TRY(const auto lesson, co_await needs_.lessons.find(id));
  if (!lesson) co_return Failure(refuse(Refusal::lesson_not_found));
  if (lesson->kind == Kind::live) co_return Failure(refuse(Refusal::not_a_class));
  if (bytes == 0) co_return Failure(refuse(UploadRefusal::upload_empty));
  if (bytes > bytes_max_) co_return Failure(refuse(UploadRefusal::upload_too_large));
  if (const auto space = needs_.files.space(); space && *space / room_factor < bytes)
    co_return Failure(refuse(UploadRefusal::upload_full));
  LYCEUM_CO_TRY(auto before, co_await needs_.uploads.find(id));
  Upload fresh;
  fresh.lesson = id;
  fresh.number = random_between(1, number_max);
  fresh.name = shown_file_name(name);
  fresh.bytes = bytes;
  fresh.begun_at = fresh.touched_at = needs_.clock.utc();
  LYCEUM_CO_CHECK(co_await needs_.uploads.begin(fresh));
  if (before) {
    news_.dropped(id);
    const UploadFiles::Name old{id, before->number};
    LYCEUM_CO_CHECK(co_await needs_.files.remove(old));
  }
  co_return fresh;
}

Task<Result<std::optional<Upload>>> UploadDesk::find(AccountId by, LessonId lesson) {
  LYCEUM_CO_CHECK(co_await permit(by, lesson));
  co_return co_await needs_.uploads.find(lesson);
}

Task<Result<Upload>> UploadDesk::find(AccountId by, LessonId lesson, std::int64_t number) {
  LYCEUM_CO_TRY(auto found, co_await find(by, lesson));
  if (!found || found->number != number) co_return Failure(refuse(UploadRefusal::upload_not_found));
  co_return std::move(*found);
}

Task<Result<Upload>> UploadDesk::append(AccountId by, LessonId lesson, std::int64_t number,
                                        std::uint64_t offset, SharedBytes bytes) {
  const Turn turn(*this, lesson);
  LYCEUM_CO_TRY(auto upload, co_await find(by, lesson, number));
  if (!turn.is_mine()) co_return Failure(refuse(UploadRefusal::upload_busy));
  if (offset != upload.received) co_return Failure(refuse(UploadRefusal::upload_offset));
  if (bytes.size() > upload.bytes - upload.received)
    co_return Failure(refuse(UploadRefusal::upload_beyond_end));
  if (bytes.empty()) co_return upload;
  co_return co_await write(std::move(upload), offset, std::move(bytes));
}

// On the disk first, then on record.
Task<Result<Upload>> UploadDesk::write(Upload upload, std::uint64_t offset, SharedBytes bytes) {
  const std::uint64_t received = offset + bytes.size();
  const UploadFiles::Name name{upload.lesson, upload.number};
  auto written = co_await needs_.files.write(name, offset, std::move(bytes));
  if (!written && written.error().status == 507) co_return Failure(refuse(UploadRefusal::upload_full));
  if (!written && written.error().status == 404) LYCEUM_CO_CHECK(co_await drop(std::move(upload)));
  LYCEUM_CO_CHECK(std::move(written));
  LYCEUM_CO_TRY(auto now,
                co_await needs_.uploads.advance(upload.lesson, upload.number, received, needs_.clock.utc()));
  if (!now) co_return Failure(refuse(UploadRefusal::upload_not_found));
  if (now->state == UploadState::preparing) news_.complete(upload.lesson);
  co_return std::move(*now);
}

Task<Result<void>> UploadDesk::remove(AccountId by, LessonId lesson, std::int64_t number) {
  LYCEUM_CO_TRY(auto upload, co_await find(by, lesson, number));
  co_return co_await drop(std::move(upload));
}

Task<Result<void>> UploadDesk::drop(Upload upload) {
  LYCEUM_CO_TRY(const bool gone, co_await needs_.uploads.remove(upload.lesson, upload.number));
  if (!gone) co_return Failure(refuse(UploadRefusal::upload_not_found));
  news_.dropped(upload.lesson);
  const UploadFiles::Name name{upload.lesson, upload.number};
  co_return co_await needs_.files.remove(name);
}

// Its row has gone with it; its file is swept.
Task<void> UploadDesk::drop(LessonId lesson) {
  news_.dropped(lesson);
  if (auto swept = co_await sweep(); !swept)
    log_warning("uploads not swept", {{"why", swept.error().detail}});
}

Task<Result<void>> UploadDesk::sweep() {
  LYCEUM_CO_TRY(const auto files, co_await needs_.files.all());
  LYCEUM_CO_TRY(const auto uploads, co_await needs_.uploads.all());
  const Utc old = needs_.clock.utc() - kUploadKept;
  for (const Upload& upload : uploads)
    if (upload.state == UploadState::uploading && upload.touched_at < old)
      LYCEUM_CO_CHECK(co_await drop(upload));
  for (const UploadFiles::Name& name : files) {
    const bool known = std::ranges::any_of(uploads, [&](const Upload& upload) {
      return upload.lesson == name.lesson && upload.number == name.number;
    });
    if (!known) LYCEUM_CO_CHECK(co_await needs_.files.remove(name));
  }
  co_return Result<void>();
}

}  // namespace lyceum::lesson
