// The stream of one lesson: one publisher at a time, subscribers on any reactor.
//
// Lives on the lesson's home loop; all calls there. It outlives its publishers: between two of them viewers
// hold, and the time of the stream goes on (timeline.hpp). Frames reach each reactor by one message
// (relay.hpp).
#pragma once

#include "media/health/health.hpp"
#include "media/hub/outlet.hpp"
#include "media/hub/relay.hpp"
#include "media/hub/timeline.hpp"

#include <memory>
#include <vector>

namespace lyceum::media {

class Stream {
 public:
  // `home` runs this object.
  explicit Stream(Mailbox& home) : home_(home) {}
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // A publisher begins; one that was there before is over.
  void publisher_arrived(Mono now);
  // A frame of the present publisher; ignored when there is none or the stream has ended.
  void publish(const FramePtr& frame, Mono now);
  // It is gone, and may return.
  void publisher_left(Mono now);
  // For good: the lesson is over.
  void end();

  bool publishing() const { return publishing_; }
  bool ended() const { return ended_; }
  // When the present publisher began.
  Mono since() const { return since_; }
  // What the present encoder says of itself.
  void describe(EncoderWords words) { health_.describe(std::move(words)); }
  StreamStats stats(Mono now) { return health_.stats(now); }
  HealthReport health(Mono now) { return health_.report(now); }

  // For subscribers on the home loop.
  Outlet& outlet() { return outlet_; }
  // The outlet of another loop, made on first use. Its calls, and its release, happen on that loop.
  std::shared_ptr<Outlet> outlet_on(Mailbox& far);

 private:
  void pause();

  Mailbox& home_;
  Timeline timeline_;
  Health health_;
  Outlet outlet_;
  std::uint64_t dropped_ = 0, dropped_told_ = 0;  // by relays
  std::vector<std::unique_ptr<Relay>> relays_;
  Mono since_{};
  bool publishing_ = false;
  bool ended_ = false;
};

}  // namespace lyceum::media
