// What the worker that reads an uploaded file says, up to the frames that go on to the recorder; and what it
// is told. Messages as in the pipe: each after its length in four bytes.
#include "media/in/file/file_frames.hpp"
#include "media/in/file/interleaver.hpp"
#include "wire/worker/file_message.hpp"
#include "wire/worker/splitter.hpp"

#include <array>
#include <optional>

using namespace lyceum;

namespace {

// Everything that leaves the interleaver is in order, and comes once.
class Listener {
 public:
  // Told once: the ingest ends a worker that says it again.
  void hear(const worker::Facts& facts) {
    if (frames_) return;
    frames_.emplace(facts);
    interleaver_.emplace(facts.picture, facts.sound);
  }
  void hear(const worker::UnitConfig& config) {
    if (frames_) static_cast<void>(frames_->config(config));
  }
  void hear(const worker::Unit& unit) {
    if (!frames_) return;
    const auto frame = frames_->frame(unit, Mono{});
    if (!frame || *frame == nullptr) return;
    ++came_;
    interleaver_->add(*frame, [this](const media::FramePtr& ready) { take(ready); });
  }
  void hear(const worker::Pause& pause) {
    if (pause.position_us < 0 || pause.position_us > worker::longest_us) __builtin_trap();
  }
  template <class Other>
  void hear(const Other& /*message*/) {}

  void finish() {
    if (interleaver_) interleaver_->finish([this](const media::FramePtr& ready) { take(ready); });
  }

 private:
  void take(const media::FramePtr& frame) {
    if (++gave_ > came_ || frame == nullptr || frame->config == nullptr) __builtin_trap();
    auto& newest = newest_.at(static_cast<std::size_t>(frame->config->kind));
    if (newest && frame->dts < *newest) __builtin_trap();
    newest = frame->dts;
  }

  std::optional<media::FileFrames> frames_;
  std::optional<media::Interleaver> interleaver_;
  std::array<std::optional<MediaMicros>, 2> newest_;
  std::size_t came_ = 0, gave_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(worker::read_to_file_worker(ByteView(data, size)));
  worker::Splitter splitter(worker::from_file_worker_max);
  Listener listener;
  const auto take = [&listener](ByteView message) {
    const auto read = worker::read_from_file_worker(message);
    if (read) std::visit([&listener](const auto& said) { listener.hear(said); }, *read);
    return read.has_value();
  };
  static_cast<void>(splitter.feed(ByteView(data, size), take));
  listener.finish();
  return 0;
}
