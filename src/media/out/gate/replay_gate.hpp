// Who may watch what is recorded, and how much of it: asked before every byte of a recording. app/ answers
// it.
#pragma once

#include "base/flow/task.hpp"
#include "base/names/id.hpp"
#include "base/result/result.hpp"
#include "media/recording/cut.hpp"

#include <optional>
#include <string>

namespace lyceum::media {

// Called on the reactor of the viewer's connection.
class ReplayGate {
 public:
  virtual ~ReplayGate() = default;
  // The part that this viewer may have once the class is over; none: all of it. Always the newest answer: a
  // trim or a hidden replay counts from the next request on. Refusals: those of ViewerGate, replay_not_found
  // 404.
  virtual Task<Result<std::optional<Span>>> admit(std::string token, LessonId lesson) = 0;
};

}  // namespace lyceum::media
