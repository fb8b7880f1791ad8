// Who takes frames from the hub: an output, a recording, a relay to another reactor.
#pragma once

#include "media/frame/frame.hpp"

namespace lyceum::media {

// Called on the loop of the Outlet it subscribed to. May unsubscribe itself inside any call, and nobody else.
class Subscriber {
 public:
  virtual ~Subscriber() = default;
  // In decode order per track. The first video frame is a key frame; so is the first of every run.
  virtual void frame(const FramePtr& frame) = 0;
  // The publisher has left; it may return: then frames go on in a new run.
  virtual void paused() = 0;
  // Nothing will follow.
  virtual void ended() = 0;
};

}  // namespace lyceum::media
