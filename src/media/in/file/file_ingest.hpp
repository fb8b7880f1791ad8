// One uploaded file on its way into frames, through a worker of its own.
//
// The worker may crash, hang, work for ever or talk nonsense; then the file is of no use, and nothing else
// has happened. It gives a batch at a time, when it is asked to, so that whoever takes the frames sets the
// pace.
#pragma once

#include "base/flow/mailbox.hpp"
#include "media/in/file/file_frames.hpp"
#include "media/in/file/interleaver.hpp"
#include "media/transcode/supervisor/process.hpp"

#include <functional>

namespace lyceum::media {

// Called on the ingest's loop; may destroy it only in ended().
class FrameTaker {
 public:
  virtual void facts(const worker::Facts& facts) = 0;
  // In the order of decode times.
  virtual void frame(const FramePtr& frame) = 0;
  // A batch is over: next() brings the next one. `position`: how far the file has been read.
  virtual void paused(MediaMicros position) = 0;
  // The last call. Errors: those of media/in/file/problem.hpp.
  virtual void ended(Result<void> outcome) = 0;

 protected:
  ~FrameTaker() = default;
};

struct FileOrder {
  std::uint64_t size = 0;  // bytes
  bool picture = true;     // false: only its sound is wanted
};

struct FileIngestLimits {
  std::chrono::seconds look_every{2};
  std::chrono::seconds stuck{120};           // of processor time without a word
  std::chrono::seconds silent{3600};         // of time without a word: others may need the processor
  std::chrono::seconds cpu_least{300};       // of processor time that every file may take,
  int cpu_factor = 40;                       // and so much for each second of it
  std::uint64_t bytes_least = 64'000'000;    // that every file may become,
  std::uint64_t bytes_a_second = 1'500'000;  // and so many for each second of it, and its own size
};

// Lives on one loop.
class FileIngest final : WorkerEvents {
 public:
  using Start = std::function<Result<std::unique_ptr<WorkerProcess>>(WorkerEvents&)>;

  // All outlive it. Error: the process cannot be started.
  static Result<std::unique_ptr<FileIngest>> start(Timers& timers, const Start& start, FileOrder order,
                                                   FrameTaker& taker, const Clock& clock,
                                                   FileIngestLimits limits = {});
  // Kills the worker, if it still runs.
  ~FileIngest();
  FileIngest(const FileIngest&) = delete;
  FileIngest& operator=(const FileIngest&) = delete;

  // The next batch. Once after facts(), once after each paused().
  void next();

 private:
  enum class State { starting, opening, paused, reading, over };

  FileIngest(Timers& timers, FileOrder order, FrameTaker& taker, const Clock& clock, FileIngestLimits limits)
      : timers_(timers), order_(order), taker_(taker), clock_(clock), limits_(limits) {}

  bool on_message(ByteView message) override;
  void on_gone(const WorkerObituary& obituary) override;
  bool hear(const worker::Hello& hello);
  bool hear(const worker::Facts& facts);
  bool hear(const worker::UnitConfig& config);
  bool hear(const worker::Unit& unit);
  bool hear(const worker::Pause& pause);
  bool hear(const worker::Done& done);
  bool hear(const worker::Unusable& unusable);

  void watch();
  bool becomes_too_much() const;
  bool takes_too_much() const;
  bool babbled(std::string_view what);
  bool end(Result<void> outcome);
  void count_cpu();

  Timers& timers_;
  const FileOrder order_;
  FrameTaker& taker_;
  const Clock& clock_;
  const FileIngestLimits limits_;
  std::unique_ptr<WorkerProcess> process_;
  std::optional<FileFrames> frames_;
  std::optional<Interleaver> order_of_time_;
  const Interleaver::Take take_ = [this](const FramePtr& frame) { taker_.frame(frame); };
  State state_ = State::starting;
  std::int64_t reached_us_ = 0;                       // decode time of the newest frame
  std::uint64_t bytes_ = 0;                           // of all frames
  Mono heard_{};                                      // when it last said something,
  std::chrono::microseconds cpu_at_{0}, counted_{0};  // and its processor time then; of it, in the metrics
  Timers::Handle timer_ = 0;
};

}  // namespace lyceum::media
