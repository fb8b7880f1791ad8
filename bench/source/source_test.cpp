#include "bench/measure/stamp.hpp"
#include "bench/source/film.hpp"
#include "bench/source/numbers.hpp"
#include "wire/flv/file.hpp"
#include "wire/flv/video_tag.hpp"

#include <gtest/gtest.h>

namespace lyceum::bench {
namespace {

constexpr std::int64_t second = 1'000'000'000;

TEST(NumbersFeed, sends_configurations_first_and_then_the_asked_bitrate_in_order) {
  NumbersFeed feed({.kbps = 1000, .gop_frames = 60}, 5 * second);
  EXPECT_EQ(flv::read_video(feed.take().body)->kind, flv::PacketKind::config);
  EXPECT_EQ(feed.take().type, rtmp::MessageType::audio);
  std::size_t bytes = 0;
  std::int64_t last = 0;
  while (feed.next_at() < 20 * second) {
    const std::int64_t due = feed.next_at();
    const FeedTag tag = feed.take();
    EXPECT_EQ(tag.at_ns, due);
    EXPECT_GE(tag.at_ns, last);
    last = tag.at_ns;
    bytes += tag.body.size();
  }
  EXPECT_NEAR(static_cast<double>(bytes) * 8 / 20 / 1000, 1000, 20);
}

TEST(NumbersFeed, every_picture_says_when_it_was_due) {
  NumbersFeed feed({}, 5 * second);
  for (int i = 0; i < 200; ++i) {
    const FeedTag tag = feed.take();
    if (tag.type != rtmp::MessageType::video || i < 2) continue;
    std::int64_t stamp = 0;
    find_stamps(as_text(tag.body.view()), [&](std::int64_t due) { stamp = due; });
    EXPECT_EQ(stamp, 5 * second + tag.at_ns);
  }
}

Bytes file_of(std::initializer_list<std::uint32_t> times_ms) {
  Bytes file = flv::file_header(true, true);
  const auto add = [&](const Bytes& bytes) { file.insert(file.end(), bytes.begin(), bytes.end()); };
  for (const std::uint32_t time : times_ms) {
    add(flv::tag_header(flv::TagType::video, 2, time));
    add({0x17, 1});
    add(flv::tag_trailer(2));
  }
  return file;
}

TEST(FilmFeed, begins_again_where_it_ends_and_time_goes_on) {
  const auto film = Film::of(file_of({5000, 5040, 5080}));
  ASSERT_TRUE(film);
  FilmFeed feed(*film);
  std::vector<std::int64_t> times_ms;
  for (int i = 0; i < 5; ++i) times_ms.push_back(feed.take().at_ns / 1'000'000);
  EXPECT_EQ(times_ms, (std::vector<std::int64_t>{0, 40, 80, 113, 153}));
}

TEST(FilmFeed, what_is_no_film_is_refused) {
  EXPECT_FALSE(Film::of(as_bytes("a letter, not a film")));
  EXPECT_FALSE(Film::of(file_of({})));
  EXPECT_FALSE(Film::read("/there/is/no/such.flv"));
}

}  // namespace
}  // namespace lyceum::bench
