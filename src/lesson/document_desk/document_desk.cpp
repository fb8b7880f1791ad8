#include "lesson/document_desk/document_desk.hpp"

#include "base/log/log.hpp"
#include "base/secret/random.hpp"

#include <algorithm>

namespace lyceum::lesson {
namespace {

constexpr std::int64_t number_max = (std::int64_t{1} << 53) - 1;
// The pages are drawn beside the file.
constexpr std::uint64_t room_factor = 2;
constexpr std::size_t documents_at_once = 1000;

DocumentFiles::Name name_of(const Document& document) { return {document.lesson, document.number}; }

}  // namespace

// While it lives, nobody else writes to the file.
class DocumentDesk::Turn {
 public:
  Turn(DocumentDesk& desk, Key key) : desk_(desk), key_(key) {
    const std::lock_guard lock(desk_.mutex_);
    mine_ = desk_.writing_.insert(key_).second;
  }
  ~Turn() {
    if (!mine_) return;
    const std::lock_guard lock(desk_.mutex_);
    desk_.writing_.erase(key_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool is_mine() const { return mine_; }

 private:
  DocumentDesk& desk_;
  const Key key_;
  bool mine_ = false;
};

Task<Result<bool>> DocumentDesk::is_staff(AccountId by, LessonId lesson) {
  LYCEUM_CO_TRY(const auto standing, co_await needs_.access.ask(lesson, by));
  LYCEUM_CO_CHECK(standing.allow(money::Action::play));
  co_return standing.may(money::Action::moderate);
}

Task<Result<Document>> DocumentDesk::begin(AccountId by, LessonId lesson, Purpose purpose, std::string name,
                                           std::uint64_t bytes) {
  LYCEUM_CO_TRY(const auto standing, co_await needs_.access.ask(lesson, by));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  if (bytes == 0) co_return Failure(refuse(UploadRefusal::upload_empty));
  if (bytes > document_bytes_max) co_return Failure(refuse(UploadRefusal::upload_too_large));
  if (const auto space = needs_.files.space(); space && *space / room_factor < bytes)
    co_return Failure(refuse(UploadRefusal::upload_full));
  Document fresh;
  fresh.lesson = lesson;
  fresh.number = random_between(1, number_max);
  fresh.purpose = purpose;
  fresh.name = shown_file_name(name);
  fresh.bytes = bytes;
  fresh.begun_at = fresh.touched_at = needs_.clock.utc();
  LYCEUM_CO_CHECK(co_await needs_.documents.begin(fresh));
  co_return fresh;
}

Task<Result<Document>> DocumentDesk::find(AccountId by, LessonId lesson, std::int64_t number) {
  LYCEUM_CO_TRY(const auto standing, co_await needs_.access.ask(lesson, by));
  LYCEUM_CO_CHECK(standing.allow(money::Action::moderate));
  LYCEUM_CO_TRY(auto found, co_await needs_.documents.find(lesson, number));
  if (!found) co_return Failure(document_not_found());
  co_return std::move(*found);
}

Task<Result<Document>> DocumentDesk::append(AccountId by, LessonId lesson, std::int64_t number,
                                            std::uint64_t offset, SharedBytes bytes) {
  const Turn turn(*this, {lesson.value, number});
  LYCEUM_CO_TRY(auto document, co_await find(by, lesson, number));
  if (!turn.is_mine()) co_return Failure(refuse(UploadRefusal::upload_busy));
  if (offset != document.received) co_return Failure(refuse(UploadRefusal::upload_offset));
  if (bytes.size() > document.bytes - document.received)
    co_return Failure(refuse(UploadRefusal::upload_beyond_end));
  if (bytes.empty()) co_return document;
  co_return co_await write(std::move(document), offset, std::move(bytes));
}

// On the disk first, then on record.
Task<Result<Document>> DocumentDesk::write(Document document, std::uint64_t offset, SharedBytes bytes) {
  const std::uint64_t received = offset + bytes.size();
  const auto name = name_of(document);
  auto written = co_await needs_.files.write(name, offset, std::move(bytes));
  if (!written && written.error().status == 507) co_return Failure(refuse(UploadRefusal::upload_full));
  LYCEUM_CO_CHECK(std::move(written));
  LYCEUM_CO_TRY(auto now, co_await needs_.documents.advance(document.lesson, document.number, received,
                                                            needs_.clock.utc()));
  if (!now) {  // deleted meanwhile: nothing may be left of it
    LYCEUM_CO_CHECK(co_await needs_.files.remove(name));
    co_return Failure(document_not_found());
  }
  if (now->state == DocumentState::drawing) complete_();
  co_return std::move(*now);
}

Task<Result<void>> DocumentDesk::remove(AccountId by, LessonId lesson, std::int64_t number) {
  LYCEUM_CO_TRY(const auto document, co_await find(by, lesson, number));
  LYCEUM_CO_TRY(const bool gone, co_await needs_.documents.remove(lesson, number));
  shelf_.forget();
  if (!gone) co_return Failure(document_not_found());
  const auto name = name_of(document);
  co_return co_await needs_.files.remove(name);
}

Task<Result<std::vector<Document>>> DocumentDesk::list(AccountId by, LessonId lesson) {
  LYCEUM_CO_TRY(const bool staff, co_await is_staff(by, lesson));
  LYCEUM_CO_TRY(auto all, co_await needs_.documents.of(lesson));
  if (!staff)
    std::erase_if(all, [](const Document& one) {
      return one.purpose != Purpose::handout || one.state != DocumentState::ready;
    });
  co_return std::move(all);
}

Task<Result<Document>> DocumentDesk::file(AccountId by, LessonId lesson, std::int64_t number) {
  LYCEUM_CO_TRY(const bool staff, co_await is_staff(by, lesson));
  LYCEUM_CO_TRY(auto found, co_await needs_.documents.find(lesson, number));
  const bool theirs =
      found && found->state == DocumentState::ready && (staff || found->purpose == Purpose::handout);
  if (!theirs) co_return Failure(document_not_found());
  co_return std::move(*found);
}

Task<Result<SharedBytes>> DocumentDesk::read(const Document& document, std::uint64_t offset,
                                             std::size_t length) {
  return needs_.files.read(name_of(document), offset, length);
}

Task<Result<SharedBytes>> DocumentDesk::page(AccountId by, LessonId lesson, std::int64_t number,
                                             std::int64_t page) {
  LYCEUM_CO_CHECK(co_await is_staff(by, lesson));
  const PageShelf::Key key{lesson, number, page};
  if (auto kept = shelf_.find(key); !kept.empty()) co_return std::move(kept);
  const auto turn = shelf_.turn();
  LYCEUM_CO_TRY(const auto found, co_await slides(lesson, number));
  if (!found || page < 1 || page > found->pages) co_return Failure(document_not_found());
  const auto name = name_of(*found);
  LYCEUM_CO_TRY(auto jpeg, co_await needs_.files.page(name, page));
  shelf_.keep(key, jpeg, turn);
  co_return std::move(jpeg);
}

Task<Result<std::optional<Document>>> DocumentDesk::slides(LessonId lesson, std::int64_t number) {
  LYCEUM_CO_TRY(auto found, co_await needs_.documents.find(lesson, number));
  const bool shown = found && found->purpose == Purpose::slides && found->state == DocumentState::ready;
  co_return shown ? std::move(found) : std::nullopt;
}

// Its rows have gone with it; its files are swept.
Task<void> DocumentDesk::drop(LessonId lesson) {
  if (auto swept = co_await sweep(); !swept)
    log_warning("documents not swept", {{"lesson", lesson.str()}, {"why", swept.error().detail}});
}

Task<Result<std::vector<Document>>> DocumentDesk::everything() {
  std::vector<Document> all;
  for (;;) {
    const auto last = all.empty() ? Document() : all.back();
    LYCEUM_CO_TRY(auto more, co_await needs_.documents.all(last.lesson, last.number, documents_at_once));
    const bool done = more.size() < documents_at_once;
    std::ranges::move(more, std::back_inserter(all));
    if (done) co_return std::move(all);
  }
}

Task<Result<void>> DocumentDesk::sweep() {
  LYCEUM_CO_TRY(const auto files, co_await needs_.files.all());  // before the rows: a new row has no file yet
  LYCEUM_CO_TRY(const auto documents, co_await everything());
  const Utc old = needs_.clock.utc() - kUploadKept;
  std::set<Key> kept;
  for (const Document& document : documents) {
    const bool given_up = document.state == DocumentState::uploading && document.touched_at < old;
    if (!given_up) {
      kept.emplace(document.lesson.value, document.number);
      continue;
    }
    LYCEUM_CO_CHECK(co_await needs_.documents.remove(document.lesson, document.number));
  }
  for (const DocumentFiles::Name& name : files) {
    if (kept.contains({name.lesson.value, name.number})) continue;
    LYCEUM_CO_CHECK(co_await needs_.files.remove(name));
  }
  co_return Result<void>();
}

}  // namespace lyceum::lesson
