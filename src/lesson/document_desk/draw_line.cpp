#include "lesson/document_desk/draw_line.hpp"

#include "base/log/log.hpp"

namespace lyceum::lesson {
namespace {

// Codes of problem.hpp are for the lecturer to know.
bool is_problem(const Error& error) { return document_problem(error.code).code == error.code; }

}  // namespace

void DrawLine::complete() {
  loop_.post([this] { wake(); });
}

void DrawLine::wake() {
  again_ = true;
  if (!running_) spawn(run());
}

Task<void> DrawLine::run() {
  running_ = true;
  while (again_) {
    again_ = false;
    auto next = co_await needs_.documents.next_to_draw(needs_.clock.utc());
    auto done = next ? Result<void>() : Result<void>(Failure(next.error()));
    if (next && *next) {
      again_ = true;
      done = co_await draw(std::move(**next));
    }
    if (done) continue;
    log_warning("slides not drawn; tried again later",
                {{"why", done.error().detail}, {"code", std::string(done.error().code)}});
    again_ = false;
    loop_.after(again_after, [this] { wake(); });
  }
  running_ = false;
}

Task<Result<void>> DrawLine::draw(Document document) {
  const LessonId lesson = document.lesson;
  const std::int64_t number = document.number;
  if (document.tries > tries_max) {
    Error given_up =
        document.state == DocumentState::converting ? document_unconvertible() : document_unreadable();
    co_return co_await judge(std::move(document), std::move(given_up));
  }
  auto pages = co_await make_pages(document);
  if (!pages) {
    Error why = std::move(pages).error();
    co_return co_await judge(std::move(document), std::move(why));
  }
  LYCEUM_CO_TRY(const auto there,
                co_await needs_.documents.ready(lesson, number, *pages, needs_.clock.utc()));
  if (!there) {  // deleted meanwhile
    const DocumentFiles::Name name{lesson, number};
    LYCEUM_CO_CHECK(co_await needs_.files.remove(name));
  }
  co_return Result<void>();
}

// Afterwards the file is one, and on record as such. It may be one already, of a conversion that a restart
// cut off just before.
Task<Result<void>> DrawLine::make_pdf(Document document) {
  const DocumentFiles::Name name{document.lesson, document.number};
  LYCEUM_CO_TRY(const auto start, co_await needs_.files.read(name, 0, document_start_bytes));
  LYCEUM_CO_TRY(const FileKind kind, file_kind(start.view()));
  if (kind == FileKind::pdf && document.state == DocumentState::drawing) co_return Result<void>();
  if (kind == FileKind::presentation) LYCEUM_CO_CHECK(co_await convert(document));
  LYCEUM_CO_TRY(const auto bytes, co_await needs_.files.size(name));
  LYCEUM_CO_TRY(const auto there, co_await needs_.documents.converted(document.lesson, document.number, bytes,
                                                                      needs_.clock.utc()));
  if (!there) co_return Failure(document_not_found());
  co_return Result<void>();
}

// What comes out is believed no more than what goes in.
Task<Result<void>> DrawLine::convert(Document document) {
  if (!needs_.converter.there()) co_return Failure(document_powerpoint());
  const DocumentFiles::Name name{document.lesson, document.number};
  LYCEUM_CO_TRY(const auto there,
                co_await needs_.documents.converting(document.lesson, document.number, needs_.clock.utc()));
  if (!there) co_return Failure(document_not_found());
  LYCEUM_CO_TRY(const auto from, co_await needs_.files.open(name));
  LYCEUM_CO_TRY(const auto into, co_await needs_.files.begin_other(name));
  LYCEUM_CO_CHECK(co_await needs_.converter.to_pdf(from->descriptor(), into->descriptor()));
  LYCEUM_CO_CHECK(co_await needs_.files.put_other(name));
  LYCEUM_CO_TRY(const auto start, co_await needs_.files.read(name, 0, document_start_bytes));
  const auto kind = file_kind(start.view());
  if (!kind || *kind != FileKind::pdf) co_return Failure(document_unconvertible());
  co_return Result<void>();
}

// How many; 0 for a handout, which nobody draws.
Task<Result<std::int64_t>> DrawLine::make_pages(Document document) {
  const DocumentFiles::Name name{document.lesson, document.number};
  LYCEUM_CO_CHECK(co_await make_pdf(document));
  if (document.purpose == Purpose::handout) co_return 0;
  LYCEUM_CO_TRY(const auto file, co_await needs_.files.open(name));
  LYCEUM_CO_TRY(const int pages, co_await needs_.drawer.count(file->descriptor()));
  for (int page = 1; page <= pages; ++page) {
    LYCEUM_CO_TRY(auto jpeg, co_await needs_.drawer.page(file->descriptor(), page));
    LYCEUM_CO_CHECK(co_await needs_.files.write_page(name, page, std::move(jpeg)));
  }
  co_return pages;
}

Task<Result<void>> DrawLine::judge(Document document, Error error) {
  if (!is_problem(error) && error.status != 404) co_return Failure(std::move(error));
  // No file: a backup was made while it came in, or it was deleted.
  const std::string code(error.status == 404 ? document_unreadable().code : error.code);
  LYCEUM_CO_CHECK(
      co_await needs_.documents.refuse(document.lesson, document.number, code, needs_.clock.utc()));
  co_return Result<void>();
}

}  // namespace lyceum::lesson
