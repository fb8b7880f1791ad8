#include "lesson/chapters/chapters.hpp"

#include "room/state/event.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Utc noon = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::hours(12);

// 20 s from noon on, the encoder is away for 40 s, 20 s: in segments of two seconds.
media::Recording class_with_a_break() {
  media::Recording recording;
  for (const std::int64_t number : {1, 2}) {
    fmp4::RecordedTrack track;
    track.track.timescale = 1000;
    for (int i = 0; i < 10; ++i)
      track.segments.push_back({.bytes = 1,
                                .start = 2000ULL * static_cast<unsigned>(i),
                                .duration = 2000,
                                .begins = noon + seconds(60 * (number - 1) + 2 * i),
                                .independent = true});
    recording.stretch(number).of(media::TrackKind::video) = media::RecordedRendition::of(track);
  }
  return recording;
}

room::LogRow topic(std::int64_t ms, const std::string& title) {
  return {1, noon + milliseconds(ms), "topic", room::Audience::everyone, R"({"title":")" + title + "\"}"};
}

TEST(Chapters, stand_where_the_class_reached_their_topic) {
  const auto chapters =
      chapters_of({topic(500, "one"), topic(7'250, "two"), topic(65'000, "three")}, class_with_a_break());
  EXPECT_EQ(chapters,
            (std::vector<Chapter>{
                {milliseconds(500), "one"}, {milliseconds(7'250), "two"}, {milliseconds(25'000), "three"}}));
}

TEST(Chapters, nothing_was_recorded_of_are_none) {
  const auto chapters = chapters_of({topic(-9'000, "before"), topic(-3'000, "the beginning"),
                                     topic(30'000, "away"), topic(40'000, "back"), topic(99'000, "after")},
                                    class_with_a_break());
  EXPECT_EQ(chapters,
            (std::vector<Chapter>{{milliseconds(0), "the beginning"}, {milliseconds(20'000), "back"}}));
  EXPECT_TRUE(chapters_of({topic(0, "x")}, {}).empty());
}

TEST(Chapters, are_no_more_than_a_replay_takes) {
  std::vector<room::LogRow> topics;
  for (int i = 0; i < 300; ++i) topics.push_back(topic(60 * i, std::to_string(i)));
  EXPECT_EQ(chapters_of(topics, class_with_a_break()).size(), kChaptersMax);
}

}  // namespace
}  // namespace lyceum::lesson
