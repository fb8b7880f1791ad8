// Documents that are all there are looked at, presentations turned into PDFs, and slides drawn, one after the
// other.
//
// What the line is at survives a restart: it begins again. What goes wrong because of the file is told its
// lecturer, what goes wrong because of the machine is tried again later.
#pragma once

#include "base/flow/mailbox.hpp"
#include "lesson/document/document.hpp"

namespace lyceum::lesson {

// Draws pages; app/ plugs media/pages in. On the line's loop, one question at a time. Errors: problem.hpp's
// are the file's; others the machine's.
class PageDrawer {
 public:
  virtual ~PageDrawer() = default;
  virtual Task<Result<int>> count(int file) = 0;
  virtual Task<Result<SharedBytes>> page(int file, int number) = 0;
};

// Turns presentations into PDFs; app/ plugs media/office in.
class PresentationConverter {
 public:
  virtual ~PresentationConverter() = default;
  // Whether it can at all. From any thread.
  virtual bool there() const = 0;
  // On the line's loop, one at a time. Errors as above.
  virtual Task<Result<void>> to_pdf(int from, int into) = 0;
};

struct DrawLineNeeds {
  DocumentRepository& documents;
  DocumentFiles& files;
  PresentationConverter& converter;
  PageDrawer& drawer;
  const Clock& clock;
};

// Lives on one loop. All that is given outlives the loop's run.
class DrawLine {
 public:
  static constexpr std::chrono::seconds again_after{60};  // when the machine was at fault
  static constexpr std::int64_t tries_max = 5;            // of a document, whatever ended them

  DrawLine(Loop& loop, DrawLineNeeds needs) : loop_(loop), needs_(needs) {}

  // On the loop, once: what was left over goes on.
  void start() { wake(); }
  // From any thread: there is something to do.
  void complete();

 private:
  void wake();
  Task<void> run();
  Task<Result<void>> draw(Document document);
  Task<Result<void>> make_pdf(Document document);
  Task<Result<void>> convert(Document document);
  Task<Result<std::int64_t>> make_pages(Document document);
  Task<Result<void>> judge(Document document, Error error);

  Loop& loop_;
  DrawLineNeeds needs_;
  bool running_ = false, again_ = false;
};

}  // namespace lyceum::lesson
