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
    Error given_up = document_unreadable();
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

// How many; 0 for a handout, which nobody draws.
Task<Result<std::int64_t>> DrawLine::make_pages(Document document) {
  const DocumentFiles::Name name{document.lesson, document.number};
  LYCEUM_CO_TRY(const auto start, co_await needs_.files.read(name, 0, document_start_bytes));
  LYCEUM_CO_CHECK(check_document_start(start.view()));
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
