// Carries one stream to another reactor: one message per frame, however many subscribers there are.
//
// Bounded: when the far reactor has not taken frames for a while, the relay drops until the next key frame
// instead of filling its mailbox.
#pragma once

#include "base/flow/mailbox.hpp"
#include "media/hub/outlet.hpp"

#include <atomic>
#include <memory>

namespace lyceum::media {

// Lives on the stream's home loop. The outlet it feeds lives on `far`.
class Relay final : public Subscriber {
 public:
  // Frames. Room for all that a GopCache holds, which a reactor that joins late gets at once: 15 s of 60
  // pictures and 47 sounds a second, and five seconds more.
  static constexpr std::uint64_t on_the_way_max = 2140;

  // `dropped` counts the frames that were left out; it outlives the relay.
  Relay(Mailbox& far, std::uint64_t& dropped);

  // Used, and released, on the far loop.
  const std::shared_ptr<Outlet>& outlet() const { return outlet_; }
  Mailbox& far() const { return far_; }

  void frame(const FramePtr& frame) override;
  void paused() override;
  void ended() override;

 private:
  bool must_drop(const Frame& frame);

  Mailbox& far_;
  std::uint64_t& dropped_;
  std::shared_ptr<Outlet> outlet_;
  std::uint64_t sent_ = 0;                             // frames, ever
  std::shared_ptr<std::atomic<std::uint64_t>> taken_;  // of these, by the far loop
  bool has_video_ = false;
  bool dropping_ = false;
};

}  // namespace lyceum::media
