// One stream's way through a worker of its own, and back as a smaller one.
//
// The worker may crash, hang, fall behind or talk nonsense; then the smaller stream is lost, and another
// worker is tried after a pause. The stream itself never waits.
#pragma once

#include "base/names/id.hpp"
#include "media/hub/stream.hpp"
#include "media/transcode/supervisor/process.hpp"
#include "media/transcode/variant/spare_core.hpp"
#include "wire/worker/message.hpp"

namespace lyceum::media {

// Who takes the smaller stream; on the stream's home reactor.
class SmallSink {
 public:
  virtual ~SmallSink() = default;
  // In order of presentation, with the times of the frames that they were made from.
  virtual void small_frame(LessonId lesson, const FramePtr& frame) = 0;
  // None will come until the next one.
  virtual void small_lost(LessonId lesson) = 0;
};

// Lives on the stream's home loop.
class VariantFeed final : public Subscriber, WorkerEvents {
 public:
  static constexpr std::uint16_t lines = 480;       // of the shorter side
  static constexpr std::uint32_t lines_from = 600;  // a picture with less is small enough
  static constexpr std::uint32_t pixels_max = 1920 * 1200;
  static constexpr std::uint32_t kbps = 900;
  static constexpr MediaMicros behind_max{2'000'000};
  static constexpr std::chrono::seconds hello_within{20};
  static constexpr std::chrono::seconds rest_least{60}, rest_most{1800};
  static constexpr std::chrono::seconds well_after{600};  // then the next rest is short again

  // All outlive it.
  VariantFeed(LessonId lesson, Stream& stream, SpareCores& cores, WorkerStarter& starter, SmallSink& sink,
              const Clock& clock);
  ~VariantFeed() override;

  void frame(const FramePtr& frame) override;
  void paused() override {}
  void ended() override { stop(std::chrono::seconds(0)); }

 private:
  enum class State {
    idle,      // no worker
    starting,  // it has not said hello
    ready,     // waits for a key frame
    feeding,
  };

  bool on_message(ByteView message) override;
  void on_gone(const WorkerObituary& obituary) override;
  bool hear(const worker::Hello& hello);
  bool hear(const worker::SmallConfig& config);
  bool hear(const worker::SmallFrame& frame);
  template <class Other>
  bool hear(const Other&) {
    return fail("babbled");
  }

  void consider(const Frame& key);
  void feed(const Frame& frame);
  bool fail(std::string_view why);
  void stop(std::chrono::seconds pause);
  void count_cpu(std::chrono::microseconds cpu);

  const LessonId lesson_;
  Stream& stream_;
  SpareCores& cores_;
  WorkerStarter& starter_;
  SmallSink& sink_;
  const Clock& clock_;

  State state_ = State::idle;
  std::unique_ptr<WorkerProcess> process_;
  std::shared_ptr<const TrackConfig> config_, small_config_;
  std::uint32_t run_ = 0;
  MediaMicros last_sent_{0}, last_got_{0};  // presentation times
  std::chrono::microseconds counted_{0};
  std::chrono::seconds rest_ = rest_least;
  Mono retry_at_{}, began_{};  // began_: this state
};

}  // namespace lyceum::media
