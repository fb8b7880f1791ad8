// One stream's frames on one loop: hands each frame to the subscribers there, starts new ones at the last key
// frame.
#pragma once

#include "media/hub/gop_cache.hpp"
#include "media/hub/subscriber.hpp"

#include <vector>

namespace lyceum::media {

// Lives on one loop; all calls there. Subscribers are borrowed: each unsubscribes before it dies.
class Outlet {
 public:
  explicit Outlet(GopCacheLimits limits = {}) : cache_(limits) {}
  Outlet(const Outlet&) = delete;
  Outlet& operator=(const Outlet&) = delete;

  // The frames since the last key frame come at once, inside this call, then each new one. Without a key
  // frame at hand (it lies too far back) the subscriber waits for the next. After the end: ended() at once.
  void subscribe(Subscriber& subscriber);
  void unsubscribe(Subscriber& subscriber);
  std::size_t subscribers() const;

  void frame(const FramePtr& frame);
  void pause();
  void end();

 private:
  struct Seat {
    Subscriber* subscriber;  // null: left during a delivery
    bool started;
  };
  // Keeps seats where they are while subscribers are called.
  template <class Deliver>
  void deliver(Deliver deliver);
  template <class Call>
  void for_each_started(Call call);

  GopCache cache_;
  std::vector<Seat> seats_;
  bool delivering_ = false;
  bool ended_ = false;
};

}  // namespace lyceum::media
