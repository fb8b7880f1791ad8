// One uploaded file becomes a recording: its frames go the way of a live class, through the same cutter and
// the same recorder, into files that are put aside until all is there.
#pragma once

#include "base/names/id.hpp"
#include "media/in/file/file_ingest.hpp"
#include "media/out/hls/packager.hpp"
#include "media/prepare/poster.hpp"
#include "media/record/recorder.hpp"

#include <atomic>

namespace lyceum::media {

// Moments of an uploaded lesson count from this day on, so that a comment about a moment finds it again when
// the file has been replaced.
inline constexpr Utc uploaded_from = std::chrono::sys_days(std::chrono::year(2000) / 1 / 1);

struct PreparedFile {
  MediaMicros duration{0};
  SharedBytes poster;  // a JPEG; empty: it has no picture
};

struct PrepareOrder {
  LessonId lesson;
  FileOrder file;
  std::int64_t first_stretch = 1, first_strip = 1;  // numbers that no file of the lesson has had
};

// What a preparation works with; all outlives it.
struct PrepareTools {
  Timers& timers;
  FileIngest::Start start_worker;
  NewFiles& files;
  Drawer* drawer;  // null: no small pictures
  const Clock& clock;
  // Does a class run now? Then the server's own share is a tenth of a processor, else a half.
  std::function<bool()> class_runs;
};

// Lives on one loop.
class Preparation final : FrameTaker, HlsSink {
 public:
  // Called once, later, on the loop; may destroy the preparation. Errors: those of media/in/file/problem.hpp
  // and of the store.
  using Done = std::function<void(Result<PreparedFile>)>;

  static Result<std::unique_ptr<Preparation>> start(PrepareTools tools, PrepareOrder order, Done done);
  ~Preparation() override;
  Preparation(const Preparation&) = delete;
  Preparation& operator=(const Preparation&) = delete;

  // Thousandths; from any thread.
  int progress() const { return progress_.load(std::memory_order_relaxed); }

 private:
  static constexpr std::chrono::milliseconds look_every{10};
  static constexpr std::size_t appends_max = 8;  // that the disk has not answered; then it is waited for

  Preparation(PrepareTools tools, PrepareOrder order, Done done);
  void facts(const worker::Facts& facts) override;
  void frame(const FramePtr& frame) override;
  void paused(MediaMicros position) override;
  void ended(Result<void> outcome) override;
  void publish(HlsUpdatePtr update) override;

  void draw(const FramePtr& frame);
  void drawn(Utc taken, const Result<Supervisor::Pictures>& made);
  void go_on();
  void wait_for_disk();
  void finish(Result<PreparedFile> outcome);
  void arm(std::chrono::nanoseconds after, void (Preparation::*then)());
  static Utc moment_of(MediaMicros pts);

  PrepareTools tools_;
  const PrepareOrder order_;
  Done done_;
  std::shared_ptr<RecordingState> state_ = std::make_shared<RecordingState>();
  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<HlsPackager> packager_;
  std::unique_ptr<FileIngest> ingest_;
  std::optional<PosterPicker> picker_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // for answers that come later than its end
  MediaMicros duration_{0};                                     // as the file says
  std::chrono::nanoseconds busy_{0};                            // with the present batch
  SharedBytes poster_;
  bool drawing_ = false;
  std::atomic<int> progress_ = 0;
  Timers::Handle timer_ = 0;
};

}  // namespace lyceum::media
