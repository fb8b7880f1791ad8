// Who may watch: asked before every byte of media. app/ answers it from leases behind the path's token.
#pragma once

#include "base/flow/task.hpp"
#include "base/names/id.hpp"
#include "base/result/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::media {

// Called on the reactor of the viewer's connection.
class ViewerGate {
 public:
  virtual ~ViewerGate() = default;
  // The answer, if it is at hand: the ordinary case, a request in a running lease. nullopt: admit() must be
  // asked.
  virtual std::optional<Result<void>> admit_now(std::string_view token, LessonId lesson) = 0;
  // Refusals are the gate's: 403, 402.
  virtual Task<Result<void>> admit(std::string token, LessonId lesson) = 0;
};

}  // namespace lyceum::media
