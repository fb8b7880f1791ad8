// The door an encoder knocks at, whatever protocol it speaks. Declared here for media/in; lesson/class
// implements it.
#pragma once

#include "base/flow/task.hpp"
#include "base/result/result.hpp"
#include "media/frame/frame.hpp"
#include "media/health/stats.hpp"

#include <memory>
#include <string>

namespace lyceum::media {

struct PublisherInfo {
  std::string protocol;  // "rtmp"
  std::string remote;    // IP address without port
  std::string
      encoder;  // what it calls itself, e.g. "obs-output module (libobs version 29.0.2)"; may be empty
};

// The encoder's end of a publication. Called on the reactor of the encoder's connection; destroying it ends
// the publication (the class goes on and waits). A new publication of the same lesson silently cuts off the
// old one.
class Publication {
 public:
  virtual ~Publication() = default;
  virtual void publish(FramePtr frame) = 0;
  // Something the lecturer should know of: sound or picture that cannot be carried, or that many viewers
  // cannot play. Code and sentences are for the studio; the status means nothing. Once per cause.
  virtual void problem(const Error& /*problem*/) {}
  // What the encoder says of itself, when it says so only after the door was opened. A name replaces
  // PublisherInfo::encoder.
  virtual void describe(const EncoderWords& /*words*/) {}
};

// Why an encoder is sent away although it did nothing wrong.
struct SendOff {
  std::string reason;      // for the log: "taken over by the same key"
  std::string words = {};  // what the encoder is told first, if its protocol can; empty: nothing
};

class PublishDoor {
 public:
  virtual ~PublishDoor() = default;
  // Checks the stream key and opens the publication. `cut` is called at most once, on the calling reactor,
  // when the connection must end although the encoder did nothing wrong (taken over, class ended). Refusals:
  // bad_stream_key 403, lesson_over 409, stream_busy 409.
  virtual Task<Result<std::unique_ptr<Publication>>> open(std::string stream_key, PublisherInfo info,
                                                          std::move_only_function<void(SendOff)> cut) = 0;
};

}  // namespace lyceum::media
