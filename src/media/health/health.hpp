// The health of one stream, measured from its frames as they come in: charts of the last five minutes, what
// the stream is like now, and what its lecturer should know.
//
// Pure: time is given in and never goes back. A frame costs some additions and no allocation; once a second
// the findings are judged. Frames are those of the encoder, before the hub gives them the stream's own time.
// What cannot be told from here: the loudness of AAC (it would have to be decoded), and a drift between sound
// and picture that the encoder hides by holding one of them back.
#pragma once

#include "media/health/judge.hpp"
#include "media/health/series.hpp"
#include "media/health/stats.hpp"
#include "media/health/track_clock.hpp"

#include <array>
#include <vector>

namespace lyceum::media {

// Everything for the studio at once.
struct HealthReport {
  StreamStats stats;
  HealthSeries series;
  std::uint64_t seconds = 0;  // how many have ended since the stream began; the last is series.back(0)
  std::vector<Finding> findings{};
  EncoderWords words;
  std::optional<double> clock_ppm{};    // by how much the encoder's clock is faster than ours
  std::optional<int> sound_ahead_ms{};  // how much further the sound is ahead than in the first seconds
};

class Health {
 public:
  // Sound frames of at most so many bytes, on average of a second, hold nothing. FFmpeg's AAC encoder, which
  // is OBS's, makes 4 to 6 of digital silence, now and then 23, and 150 or more of noise at −60 dB. An
  // encoder that pads its frames to one size hides its silence from us.
  static constexpr std::size_t empty_sound_max = 16;
  // A wait of so long, beyond what the frames' times explain, is a stall.
  static constexpr milliseconds stall_min{500};

  void publisher_arrived(Mono now);
  void publisher_left(Mono now);
  void describe(EncoderWords words) { words_ = std::move(words); }
  // Of the present publisher.
  void add(const Frame& frame, Mono now);
  // The hub left out frames for some of its viewers.
  void dropped(std::uint64_t frames, Mono now);

  HealthReport report(Mono now);
  StreamStats stats(Mono now);

 private:
  static constexpr int settled_after = 3;     // seconds; first data may come in a burst that proves nothing
  static constexpr int reference_after = 20;  // seconds; then the place of sound beside picture is noted

  struct Track {
    TrackClock clock;
    std::shared_ptr<const TrackConfig> config;  // null: nothing has come
    Mono last_at{};
    Mono first_at{};
  };

  // Ends all seconds that are over.
  void advance(Mono now);
  void end_second();
  void watch_video(const Frame& frame, const TrackClock::Heard& heard, Mono at);
  void note_time(const TrackClock::Heard& heard, Mono at);
  void settle();
  HealthFacts facts() const;
  void add_picture_facts(HealthFacts& facts) const;
  void add_line_facts(HealthFacts& facts) const;
  // The newest seconds, of the present publication only.
  std::size_t within(std::size_t seconds) const;
  MediaMicros picture_interval() const;
  template <class Value>
  double rate(const Track& track, std::size_t seconds, Value value) const;
  bool quiet(const Track& track, Mono now) const;
  std::optional<int> sound_ahead() const;

  HealthSeries series_;
  HealthSecond open_;
  Judge judge_;
  EncoderWords words_;
  std::optional<Mono> second_;  // when the open second began; none: the stream has not begun
  std::uint64_t seconds_ = 0;

  // Of the present publication.
  bool publishing_ = false;
  Mono since_{};
  int age_ = 0;  // whole seconds
  Track video_, audio_;
  Mono last_any_{};
  MediaMicros interval_{0};  // between two pictures; 0: unknown or irregular
  std::optional<MediaMicros> last_key_, last_pts_;
  Mono last_key_at_{};
  MediaMicros keyframe_interval_{0};
  bool b_frames_ = false;
  int empty_sound_ = 0;                      // seconds
  std::optional<microseconds> sound_place_;  // delay of the sound minus that of the picture, at first
  int sound_placed_at_ = reference_after;    // age
};

}  // namespace lyceum::media
