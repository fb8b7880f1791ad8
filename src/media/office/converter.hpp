// The server's end of office_worker.hpp: a presentation becomes a PDF.
#pragma once

#include "base/flow/task.hpp"
#include "lesson/document/problem.hpp"
#include "media/office/office_worker.hpp"
#include "net/child/child.hpp"

#include <memory>

namespace lyceum::media {

// Lives on one reactor, all calls there, none while another is waited for. Destroyed after the reactor's run;
// what runs then is killed.
class Converter {
 public:
  // The worker watches its own time; when that long has passed beyond it, it is killed.
  static constexpr std::chrono::seconds grace{15};

  Converter(net::Reactor& reactor, OfficeOrder order);
  ~Converter();
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // Of a presentation, open for reading, into an empty file, open for writing; both stay open until it comes
  // back. Errors: problem.hpp's, and internal where the machine is at fault.
  Task<Result<void>> to_pdf(int from, int into);

 private:
  class Run;

  net::Reactor& reactor_;
  const OfficeOrder order_;
  std::unique_ptr<Run> run_;
};

}  // namespace lyceum::media
