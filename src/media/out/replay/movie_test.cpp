#include "media/out/replay/movie.hpp"

#include "base/flow/manual_loop.hpp"
#include "media/frame/synthetic_stream.hpp"
#include "media/out/hls/packager.hpp"
#include "media/record/recorder.hpp"
#include "media/recording/memory_files.hpp"
#include "wire/fmp4/box_reader.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr LessonId lesson{7};
constexpr MediaMicros second{1'000'000};

// A recorded class of two stretches.
struct Recorded {
  ManualClock clock;
  ManualLoop loop;
  MemoryFiles files;
  std::shared_ptr<RecordingState> state = std::make_shared<RecordingState>();

  explicit Recorded(bool other_size = false) {
    Recorder recorder(files, lesson, state, clock);
    HlsPackager packager({.gop = 2 * second}, recorder, clock.utc());
    recorder.ready();
    recorder.begin();
    SyntheticStream encoder{SyntheticOptions{}};
    for (std::uint32_t run = 0; run < 2; ++run) {
      encoder.run = run;
      if (run == 1 && other_size) encoder.use_video(synthetic_other());
      for (const FramePtr& frame : encoder.take(6 * second)) packager.frame(frame, clock.utc());
      packager.pause();
      clock.advance(std::chrono::seconds(60));
      encoder.skip(MediaMicros(54'000'000));
    }
    packager.end();
    files.work();
  }
  static std::shared_ptr<const TrackConfig> synthetic_other() {
    auto config = std::make_shared<TrackConfig>(*synthetic_video_config(640, 360));
    config->decoder_config = SharedBytes(Bytes{1, 0x64, 0, 0x1e, 0xff, 0xe1, 0, 0, 1, 0, 0});
    return config;
  }
  std::shared_ptr<const Movie> movie() {
    auto made = loop.run_task(make_movie(files, lesson, movies_of(state->recording).front()));
    EXPECT_TRUE(made);
    return made.value_or(nullptr);
  }
  Bytes read(const std::shared_ptr<const Movie>& movie, net::ByteRange range) {
    MovieSource source(files, lesson, movie, range);
    Bytes all;
    while (all.size() < range.length) {
      const auto piece = loop.run_task(source.next());
      EXPECT_TRUE(piece && !piece->empty());
      if (!piece || piece->empty()) break;
      all.insert(all.end(), piece->view().begin(), piece->view().end());
    }
    return all;
  }
};

TEST(Movie, is_one_while_the_format_stays) {
  const Recorded same, changed(true);
  EXPECT_EQ(movies_of(same.state->recording).size(), 1u);
  EXPECT_EQ(movies_of(changed.state->recording).size(), 2u);
}

TEST(Movie, has_its_tables_first_and_every_sample_in_its_place) {
  Recorded recorded;
  const auto movie = recorded.movie();
  const Bytes all = recorded.read(movie, {0, movie->size});
  ASSERT_EQ(all.size(), movie->size);
  const auto boxes = fmp4::read_boxes(all);
  ASSERT_TRUE(boxes);
  ASSERT_EQ(boxes->size(), 3u);
  EXPECT_EQ((*boxes)[0].type, "ftyp");
  EXPECT_EQ((*boxes)[1].type, "moov");
  EXPECT_EQ((*boxes)[2].type, "mdat");
  std::uint64_t samples = 0;
  for (const auto& [name, bytes] : recorded.files.files) {
    fmp4::RecordingScan scan(bytes.size(), [&](const fmp4::RecordedFragment& fragment) {
      for (const auto& sample : fragment.run.samples) samples += sample.size;
    });
    while (const auto range = scan.wanted())
      ASSERT_TRUE(scan.give(ByteView(bytes).subspan(static_cast<std::size_t>(range->offset), range->length)));
  }
  EXPECT_EQ((*boxes)[2].body.size(), samples);
}

TEST(Movie, any_range_is_that_part_of_the_whole) {
  Recorded recorded;
  const auto movie = recorded.movie();
  const Bytes all = recorded.read(movie, {0, movie->size});
  for (const net::ByteRange range :
       {net::ByteRange{0, 1}, net::ByteRange{100, 5000}, net::ByteRange{movie->size - 7, 7},
        net::ByteRange{movie->header.size() - 3, 60'000}}) {
    const Bytes part = recorded.read(movie, range);
    EXPECT_TRUE(std::equal(part.begin(), part.end(), all.begin() + static_cast<std::ptrdiff_t>(range.offset)))
        << range.offset;
  }
}

}  // namespace
}  // namespace lyceum::media
