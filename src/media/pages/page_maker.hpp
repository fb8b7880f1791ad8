// The server's end of page_worker.hpp: how many pages a PDF has, and each page as a JPEG.
//
// A process a question, one at a time; it has a time, a memory and a length of answer beyond which it is
// ended. What it says is checked: a number of pages in bounds, a JPEG.
#pragma once

#include "base/flow/task.hpp"
#include "lesson/document/problem.hpp"
#include "net/child/child.hpp"

namespace lyceum::media {

struct PageLimits {
  std::chrono::milliseconds within{30'000};  // for one question
  std::size_t page_bytes = 6 * 1024 * 1024;  // of a JPEG
};

// Lives on one reactor, all calls there, none while another is waited for. Destroyed after the reactor's run.
class PageMaker {
 public:
  explicit PageMaker(net::Reactor& reactor, PageLimits limits = {});
  ~PageMaker();
  PageMaker(const PageMaker&) = delete;
  PageMaker& operator=(const PageMaker&) = delete;

  // `file`: a descriptor for reading, open until it comes back. Errors: problem.hpp's; below 500: the file's
  // fault.
  Task<Result<int>> count(int file);
  // From 1 on.
  Task<Result<SharedBytes>> page(int file, int number);

 private:
  class Run;
  Task<Result<Bytes>> ask(int file, int page, std::size_t bytes_max);

  net::Reactor& reactor_;
  const PageLimits limits_;
  std::unique_ptr<Run> run_;
};

}  // namespace lyceum::media
