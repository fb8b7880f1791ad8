// One lesson's FLV stream on one reactor: each frame becomes tags once, and every tenth of a second what has
// come goes to all viewers there as one buffer.
#pragma once

#include "base/names/id.hpp"
#include "media/hub/outlet.hpp"
#include "media/out/flv/muxer.hpp"
#include "media/out/flv/viewer.hpp"
#include "net/batch/batch_sender.hpp"

#include <memory>
#include <span>
#include <vector>

namespace lyceum::media {

// What the channels of a reactor share.
class FlvHost {
 public:
  virtual Timers& timers() = 0;
  virtual const Clock& clock() = 0;
  virtual net::BatchSender& sender() = 0;
  virtual void count_viewers(int more) = 0;
  virtual void count_bytes(std::size_t sent) = 0;
  virtual void count_jump() = 0;

 protected:
  ~FlvHost() = default;
};

// Lives on one reactor; all calls there. It takes frames only while somebody watches.
class FlvChannel final : Subscriber, FlvViewerOwner {
 public:
  // In FLV the call is the unit of cost: twice the time is half the calls. A tenth of a second is what nobody
  // notices beside the second that a player holds.
  static constexpr milliseconds batch_every{100};
  // Whether a viewer may still watch is asked again so often.
  static constexpr seconds ask_every{5};
  // Takes nothing for so long: closed.
  static constexpr seconds stuck_max{10};

  explicit FlvChannel(FlvHost& host) : host_(host) {}
  ~FlvChannel() override;
  FlvChannel(const FlvChannel&) = delete;
  FlvChannel& operator=(const FlvChannel&) = delete;

  // Where its frames come from; null at first and after the end.
  void attach(std::shared_ptr<Outlet> outlet);
  bool attached() const { return outlet_ != nullptr; }

  // `number` names the viewer on this reactor.
  void join(std::unique_ptr<net::PushSocket> socket, std::string token, std::uint64_t number);
  // Hangs up on it, or on the one of that number.
  void gone(FlvViewer& viewer) override;
  void drop(std::uint64_t number);
  // Hangs up on those who take nothing.
  void drop_stuck(Mono now);
  // Hangs up on everybody at once, whatever waits for them.
  void drop_all();
  // Nothing will come: everybody gets what waits for them, and is hung up on.
  void close();

  std::span<const std::unique_ptr<FlvViewer>> viewers() const { return viewers_; }

 private:
  void frame(const FramePtr& frame) override;
  void paused() override { flush(); }
  void ended() override;
  Mono now() override { return host_.clock().mono(); }
  void count(std::size_t bytes_taken) override { host_.count_bytes(bytes_taken); }
  void caught_up(FlvViewer& viewer) override;

  void subscribe();
  void unsubscribe();
  void flush();
  void remember(const FlvBatchPtr& batch);
  void broadcast(const FlvBatchPtr& batch);
  void send_straight(const FlvBatchPtr& batch);

  FlvHost& host_;
  std::shared_ptr<Outlet> outlet_;
  FlvMuxer muxer_;
  std::vector<FlvBatchPtr> since_key_;  // begins with the batch that holds the last key frame
  std::size_t since_key_bytes_ = 0;
  std::vector<std::unique_ptr<FlvViewer>> viewers_;
  std::vector<FlvViewer*> straight_;  // of one batch
  std::vector<int> descriptors_, results_;
  Timers::Handle timer_ = 0;
  bool subscribed_ = false;
  bool closing_ = false;
};

}  // namespace lyceum::media
