// Records one class: the parts that viewers get live, appended to files.
//
// Before begin() it holds the open segment, so that a class is recorded from its first picture. A break in
// the stream begins a new stretch. When the disk fails, the class goes on: recording waits, and goes on in a
// new stretch at a later segment.
#pragma once

#include "base/time/clock.hpp"
#include "media/record/tape.hpp"
#include "media/record/tile_tape.hpp"

#include <array>
#include <deque>
#include <map>
#include <optional>

namespace lyceum::media {

// Lives on the lesson's home reactor.
class Recorder final : public HlsSink {
 public:
  static constexpr std::chrono::seconds retry_after{3};
  static constexpr std::chrono::seconds tiles_retry_after{60};
  static constexpr std::size_t held_max =
      64 * 1024 * 1024;  // bytes, while the earlier recording is being read

  // All outlive it. `state` may be read (and the files written) once ready() has been called.
  Recorder(NewFiles& files, LessonId lesson, std::shared_ptr<RecordingState> state, const Clock& clock);
  ~Recorder() override;

  // The state holds what was recorded before.
  void ready();
  // The class has begun.
  void begin();
  void publish(HlsUpdatePtr update) override;
  // A small picture of the class, as a JPEG; kept while the class is being recorded.
  void tile(Utc taken, const SharedBytes& jpeg);

 private:
  struct Lane {
    std::deque<HlsUpdatePtr> held;  // from the head of a segment on; while nothing is written
    std::size_t held_bytes = 0;
    std::unique_ptr<Tape> tape;
    std::int64_t discontinuity = 0;  // of the tape
  };
  enum class Phase { holding, writing };

  Lane& lane(TrackKind track) { return lanes_[static_cast<std::size_t>(track)]; }
  void hold(HlsUpdatePtr update);
  bool may_start() const;
  void start();
  void write(const HlsUpdate& update);
  void write_tile(Utc taken, const SharedBytes& jpeg);
  Tape* tape_for(TrackKind track, const HlsPart& part);
  std::int64_t stretch_of(std::int64_t discontinuity);
  void failed(const Error& error);

  NewFiles& files_;
  const LessonId lesson_;
  std::shared_ptr<RecordingState> state_;
  const Clock& clock_;
  std::array<Lane, 2> lanes_;  // by TrackKind
  Phase phase_ = Phase::holding;
  bool ready_ = false, wanted_ = false;
  std::int64_t first_msn_ = 0;                      // nothing before it is written
  std::map<std::int64_t, std::int64_t> stretches_;  // by discontinuity; since the last start
  Mono retry_at_{};
  std::unique_ptr<TileTape> tiles_;
  std::optional<std::pair<Utc, SharedBytes>> held_tile_;  // the newest, while nothing is written
  Mono tiles_retry_at_{};
};

}  // namespace lyceum::media
