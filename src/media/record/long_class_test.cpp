// A class that outlasts what 32 bits hold of 90,000 ticks a second (13 h 15 min), through an injected clock:
// hub, HLS, recording and FLV. In ./test the encoder is away for most of it; with LYCEUM_LONG_CLASS=1 it
// sends all the time.
#include "base/flow/manual_loop.hpp"
#include "media/frame/synthetic_stream.hpp"
#include "media/hub/stream.hpp"
#include "media/out/flv/muxer.hpp"
#include "media/out/hls/packager.hpp"
#include "media/record/recorder.hpp"
#include "wire/flv/file.hpp"

#include <cstdlib>

#include <gtest/gtest.h>
#include <malloc.h>

namespace lyceum::media {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// A disk that takes everything and keeps nothing.
class CountedFiles final : public RecordingFiles {
 public:
  std::map<std::string, std::uint64_t> sizes;

  std::unique_ptr<RecordingFile> create(LessonId, std::string name) override {
    return std::make_unique<File>(*this, std::move(name));
  }
  Task<Result<void>> reopen(LessonId, Keep) override { co_return Result<void>(); }
  Task<Result<void>> look(LessonId, std::string, Look) override { co_return Failure(recording_not_there()); }
  Task<Result<void>> remove(LessonId) override { co_return Result<void>(); }
  NewFiles& preparing() override { return *this; }
  Task<Result<void>> replace(LessonId) override { co_return Failure(recording_not_there()); }
  Task<Result<void>> discard(LessonId) override { co_return Result<void>(); }
  std::optional<std::uint64_t> space() const override { return std::nullopt; }
  void work() {
    for (auto& written : std::exchange(waiting_, {})) written({});
  }

 private:
  class File final : public RecordingFile {
   public:
    File(CountedFiles& all, std::string name) : all_(all), name_(std::move(name)) {}
    void append(std::vector<SharedBytes> pieces, Written written) override {
      for (const SharedBytes& piece : pieces) all_.sizes[name_] += piece.size();
      all_.waiting_.push_back(std::move(written));
    }

   private:
    CountedFiles& all_;
    std::string name_;
  };
  std::vector<RecordingFile::Written> waiting_;
};

// What a player of HLS would have at its end.
struct Watch final : HlsSink {
  HlsSink* recorder = nullptr;
  struct Track {
    std::uint64_t next = 0;  // ticks at which the next part of the stretch begins
    std::int64_t discontinuity = -1;
    std::uint64_t parts = 0;
  };
  std::array<Track, 2> tracks;

  void publish(HlsUpdatePtr update) override {
    if (update->part) look(tracks[static_cast<std::size_t>(update->track)], *update->part);
    recorder->publish(std::move(update));
  }
  static void look(Track& track, const HlsPart& part) {
    const bool new_stretch = part.head && part.head->discontinuity != track.discontinuity;
    if (new_stretch) track.discontinuity = part.head->discontinuity;
    if (!new_stretch && track.parts > 0) {
      ASSERT_EQ(part.start, track.next) << "no hole and no overlap, after " << track.parts << " parts";
    }
    track.next = part.start + part.duration;
    ++track.parts;
  }
};

struct HlsSubscriber final : Subscriber {
  HlsPackager& packager;
  const Clock& clock;
  HlsSubscriber(HlsPackager& to, const Clock& by) : packager(to), clock(by) {}
  void frame(const FramePtr& frame) override { packager.frame(frame, clock.utc()); }
  void paused() override { packager.pause(); }
  void ended() override { packager.end(); }
};

struct FlvSubscriber final : Subscriber {
  FlvMuxer muxer;
  void frame(const FramePtr& frame) override { muxer.add(*frame); }
  void paused() override {}
  void ended() override {}
  // The time stamp of the newest tag of all that has come since the last call.
  std::uint32_t newest() {
    const FlvBatchPtr batch = muxer.take();
    Bytes file = flv::file_header(true, true);
    file.insert(file.end(), batch->bytes.view().begin(), batch->bytes.view().end());
    flv::TagReader reader(1 << 24);
    std::uint32_t time = 0;
    for (ByteView left(file);;) {
      const auto tag = reader.read(left).value();
      if (!tag) return time;
      time = std::max(time, tag->timestamp_ms);
    }
  }
};

class LongClass : public testing::Test {
 protected:
  static constexpr MediaMicros step{100'000};

  LongClass() {
    watch.recorder = &recorder;
    stream.outlet().subscribe(hls);
    stream.outlet().subscribe(flv);
    recorder.ready();
    recorder.begin();
  }
  ~LongClass() override {
    stream.outlet().unsubscribe(hls);
    stream.outlet().unsubscribe(flv);
  }

  void arrive() {
    stream.publisher_arrived(clock.mono());
    encoder = SyntheticStream(options);
  }
  void play(std::chrono::nanoseconds length) {
    const Mono end = clock.mono() + length;
    while (clock.mono() < end) {
      for (const FramePtr& frame : encoder.take(step)) stream.publish(frame, clock.mono());
      files.work();
      clock.advance(step);
      if (clock.mono() < end) flv.muxer.take();  // ten times a second, as for its viewers
    }
  }
  // Away from its class, and back.
  void away(std::chrono::nanoseconds length) {
    stream.publisher_left(clock.mono());
    clock.advance(length);
    arrive();
  }
  std::int64_t since_begin_ms() const {
    return std::chrono::duration_cast<milliseconds>(clock.mono() - began).count();
  }
  // How far each output is behind the clock.
  struct Lags {
    std::int64_t flv_ms, picture_ms, sound_ms;
  };
  Lags lags() {
    const auto behind = [&](std::uint64_t ticks, std::int64_t rate) {
      return since_begin_ms() - static_cast<std::int64_t>(ticks) * 1000 / rate;
    };
    return {since_begin_ms() - std::int64_t{flv.newest()}, behind(watch.tracks[0].next, 90'000),
            behind(watch.tracks[1].next, 48'000)};
  }
  static std::size_t memory() {
    const auto info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
  }

  SyntheticOptions options{.fps = 10, .gop = 20, .key_bytes = 400, .delta_bytes = 100, .audio_bytes = 40};
  ManualClock clock;
  const Mono began = clock.mono();
  ManualLoop loop;
  CountedFiles files;
  std::shared_ptr<RecordingState> state = std::make_shared<RecordingState>();
  Recorder recorder{files, LessonId{7}, state, clock};
  Watch watch;
  HlsPackager packager{HlsPackagerOptions{.gop = MediaMicros(2'000'000)}, watch, clock.utc()};
  Stream stream{loop};
  HlsSubscriber hls{packager, clock};
  FlvSubscriber flv;
  SyntheticStream encoder{options};
};

TEST_F(LongClass, nothing_grows_drifts_or_wraps) {
  const bool whole = std::getenv("LYCEUM_LONG_CLASS") != nullptr;
  arrive();
  play(minutes(10));
  const Lags early = lags();
  const std::size_t before = memory();
  const auto played = whole ? hours(14) : minutes(20);
  if (!whole) away(hours(13));
  play(played);
  const Lags late = lags();
  const std::size_t after = memory();
  EXPECT_NEAR(static_cast<double>(late.flv_ms), static_cast<double>(early.flv_ms), 50);
  EXPECT_NEAR(static_cast<double>(late.picture_ms), static_cast<double>(early.picture_ms), 400) << "a part";
  EXPECT_NEAR(static_cast<double>(late.sound_ms), static_cast<double>(early.sound_ms), 400) << "a part";
  EXPECT_GT(watch.tracks[0].next, std::uint64_t{1} << 32) << "or nothing was shown here";
  // What is known of each segment is kept: that is the list of the replay.
  const double hours_played = std::chrono::duration<double, std::ratio<3600>>(played).count();
  EXPECT_LT(static_cast<double>(after) - static_cast<double>(before), 1e6 * std::max(1.0, hours_played));
  stream.end();
  files.work();
  const MediaMicros sent = std::chrono::duration_cast<MediaMicros>(played + minutes(10));
  EXPECT_NEAR(static_cast<double>(state->recording.duration().count()), static_cast<double>(sent.count()),
              2e6);
  for (const Stretch& stretch : state->recording.stretches) {
    const auto picture = stretch.of(TrackKind::video)->duration(),
               sound = stretch.of(TrackKind::audio)->duration();
    EXPECT_NEAR(static_cast<double>(picture.count()), static_cast<double>(sound.count()), 0.15e6)
        << "a picture is shown for 100 ms";
  }
  RecordProperty("lags_ms",
                 testing::PrintToString(std::array{early.flv_ms, late.flv_ms, early.picture_ms,
                                                   late.picture_ms, early.sound_ms, late.sound_ms}));
  RecordProperty("memory_kb", testing::PrintToString(std::array{before / 1024, after / 1024}));
}

}  // namespace
}  // namespace lyceum::media
