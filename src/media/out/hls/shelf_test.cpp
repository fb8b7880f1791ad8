#include "media/out/hls/shelf.hpp"

#include "base/flow/manual_loop.hpp"
#include "media/frame/synthetic_stream.hpp"
#include "media/out/hls/packager.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using Kind = HlsName::Kind;
constexpr MediaMicros second{1'000'000};
constexpr LessonId lesson{7};
const Utc day = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1);

// A shelf filled by a packager, as on a reactor.
struct Rig : HlsSink {
  std::vector<std::pair<int, HlsAnswer>> answers;
  ManualLoop loop;
  HlsShelf shelf{loop};
  SyntheticStream encoder{{.gop = 60}};
  HlsPackager packager{{.gop = 2 * second}, *this, day};
  HlsUpdatePtr last[2];

  Rig() { shelf.open(lesson); }
  void publish(HlsUpdatePtr update) override {
    last[static_cast<int>(update->track)] = update;
    shelf.apply(lesson, *update);
  }
  void play(MediaMicros length) {
    for (const FramePtr& frame : encoder.take(length)) packager.frame(frame, day);
  }
  void wait(int who, HlsQuery query) {
    shelf.wait(lesson, query,
               [this, who](HlsAnswer answer) { answers.emplace_back(who, std::move(answer)); });
  }
  HlsQuery playlist(std::optional<std::int64_t> msn = {}, std::optional<std::int64_t> part = {},
                    bool skip = false) const {
    return {{Kind::playlist, TrackKind::video, 0, 0}, {msn, part, skip}};
  }
  // The newest video part.
  HlsPart newest() const { return *last[0]->part; }
  std::int64_t open_segment() const { return last[0]->next_msn; }
  std::int64_t next_part() const {
    return newest().msn == open_segment() ? static_cast<std::int64_t>(newest().index) + 1 : 0;
  }
};

std::string text_of(const HlsAnswer& answer) { return std::string(as_text(answer.text.plain.view())); }

TEST(Shelf, gives_the_newest_playlist_and_every_part_in_it) {
  Rig rig;
  rig.play(5 * second);
  const auto playlist = rig.shelf.look(lesson, rig.playlist());
  ASSERT_TRUE(playlist && !playlist->refusal);
  EXPECT_EQ(playlist->text.plain.data(), rig.last[0]->playlist.plain.data())
      << "shared, not made for each viewer";
  EXPECT_EQ(playlist->fresh_s, 0);
  const HlsPart newest = rig.newest();
  const auto part = rig.shelf.look(lesson, {{Kind::part, TrackKind::video, newest.msn, newest.index}, {}});
  ASSERT_TRUE(part && !part->refusal);
  EXPECT_EQ(part->body.at(0).data(), newest.bytes.data()) << "not a copy";
  EXPECT_GT(part->fresh_s, 0);
}

TEST(Shelf, a_whole_segment_is_its_parts_one_after_the_other) {
  Rig rig;
  rig.play(5 * second);
  const auto segment =
      rig.shelf.look(lesson, {{Kind::segment, TrackKind::video, rig.open_segment() - 1, 0}, {}});
  ASSERT_TRUE(segment && !segment->refusal);
  EXPECT_EQ(segment->body.size(), 6u);
  const auto open = rig.shelf.look(lesson, {{Kind::segment, TrackKind::video, rig.open_segment(), 0}, {}});
  EXPECT_EQ(open->refusal, HlsRefusal::not_there) << "not complete yet";
}

TEST(Shelf, the_gap_at_the_beginning_is_empty_for_those_who_fetch_it) {
  Rig rig;
  rig.play(second);
  const auto gap = rig.shelf.look(lesson, {{Kind::segment, TrackKind::video, rig.open_segment() - 1, 0}, {}});
  ASSERT_TRUE(gap && !gap->refusal);
  EXPECT_TRUE(gap->body.empty());
  EXPECT_EQ(rig.shelf.look(lesson, {{Kind::part, TrackKind::video, rig.open_segment() - 1, 0}, {}})->refusal,
            HlsRefusal::not_there);
}

TEST(Shelf, one_part_wakes_all_who_wait_for_it) {
  Rig rig;
  rig.play(5 * second);
  for (int i = 0; i < 1000; ++i) rig.wait(i, rig.playlist(rig.open_segment(), rig.next_part()));
  EXPECT_TRUE(rig.answers.empty());
  EXPECT_EQ(rig.shelf.waiting(lesson), 1000u);
  rig.play(MediaMicros(340'000));
  ASSERT_EQ(rig.answers.size(), 1000u);
  for (const auto& [who, answer] : rig.answers)
    EXPECT_EQ(answer.text.plain.data(), rig.answers[0].second.text.plain.data());
  EXPECT_EQ(rig.answers[0].second.fresh_s, 12) << "what has just come may be cached for six target durations";
}

TEST(Shelf, an_old_request_is_answered_but_not_cached) {
  Rig rig;
  rig.play(9 * second);
  const auto answer = rig.shelf.look(lesson, rig.playlist(rig.open_segment() - 3, 0));
  ASSERT_TRUE(answer && !answer->refusal);
  EXPECT_EQ(answer->fresh_s, 0);
}

TEST(Shelf, a_hinted_part_is_held_and_then_served_whole) {
  Rig rig;
  rig.play(5 * second);
  const auto msn = rig.open_segment();
  const auto part = static_cast<std::size_t>(rig.next_part());
  rig.wait(1, {{Kind::part, TrackKind::video, msn, part}, {}});
  EXPECT_TRUE(rig.answers.empty());
  rig.play(MediaMicros(340'000));
  ASSERT_EQ(rig.answers.size(), 1u);
  ASSERT_FALSE(rig.answers[0].second.refusal);
  const auto after = rig.shelf.look(lesson, {{Kind::part, TrackKind::video, msn, part}, {}});
  EXPECT_EQ(rig.answers[0].second.body.at(0).data(), after->body.at(0).data());
}

TEST(Shelf, a_part_beyond_the_hinted_one_or_forgotten_is_not_there) {
  Rig rig;
  rig.play(150 * second);
  const auto look = [&](std::int64_t msn, std::size_t part) {
    return rig.shelf.look(lesson, {{Kind::part, TrackKind::video, msn, part}, {}})->refusal;
  };
  EXPECT_EQ(look(rig.open_segment(), static_cast<std::size_t>(rig.next_part()) + 1), HlsRefusal::not_there);
  EXPECT_EQ(look(rig.open_segment() + 1, 0), HlsRefusal::not_there);
  EXPECT_EQ(look(rig.open_segment() - 60, 0), HlsRefusal::not_there);
  EXPECT_EQ(look(0, 0), HlsRefusal::not_there);
}

TEST(Shelf, too_far_ahead_is_refused_at_once) {
  Rig rig;
  rig.play(5 * second);
  EXPECT_EQ(rig.shelf.look(lesson, rig.playlist(rig.open_segment() + 2))->refusal, HlsRefusal::too_far);
  EXPECT_EQ(rig.shelf.look(lesson, rig.playlist(rig.open_segment(), rig.next_part() + 9))->refusal,
            HlsRefusal::too_far);
  EXPECT_FALSE(rig.shelf.look(lesson, rig.playlist(rig.open_segment() + 1, 0)));
}

TEST(Shelf, nothing_new_for_three_target_durations_is_said) {
  Rig rig;
  rig.play(5 * second);
  rig.wait(1, rig.playlist(rig.open_segment(), rig.next_part()));
  rig.wait(
      2, {{Kind::part, TrackKind::video, rig.open_segment(), static_cast<std::size_t>(rig.next_part())}, {}});
  rig.loop.advance(std::chrono::seconds(5));
  EXPECT_TRUE(rig.answers.empty());
  rig.loop.advance(std::chrono::seconds(2));
  ASSERT_EQ(rig.answers.size(), 2u);
  EXPECT_EQ(rig.answers[0].second.refusal, HlsRefusal::nothing_new);
  EXPECT_EQ(rig.answers[1].second.refusal, HlsRefusal::not_there);
  EXPECT_EQ(rig.shelf.waiting(lesson), 0u);
}

TEST(Shelf, a_delta_update_is_given_to_those_who_can_read_it) {
  Rig rig;
  rig.play(40 * second);
  EXPECT_THAT(text_of(*rig.shelf.look(lesson, rig.playlist({}, {}, true))),
              testing::HasSubstr("#EXT-X-SKIP:"));
  EXPECT_THAT(text_of(*rig.shelf.look(lesson, rig.playlist())),
              testing::Not(testing::HasSubstr("#EXT-X-SKIP:")));
}

TEST(Shelf, players_that_come_before_the_first_picture_wait_for_it) {
  Rig rig;
  rig.wait(1, {{Kind::multivariant, TrackKind::video, 0, 0}, {}});
  rig.wait(2, rig.playlist());
  EXPECT_TRUE(rig.answers.empty());
  rig.play(second);
  ASSERT_EQ(rig.answers.size(), 2u);
  EXPECT_FALSE(rig.answers[0].second.refusal);
  EXPECT_FALSE(rig.answers[1].second.refusal);
}

TEST(Shelf, the_end_reaches_those_who_wait_and_stays_for_a_while) {
  Rig rig;
  rig.play(5 * second);
  rig.wait(1, rig.playlist(rig.open_segment(), rig.next_part() + 3));
  rig.packager.end();
  rig.shelf.close(lesson);
  ASSERT_EQ(rig.answers.size(), 1u);
  EXPECT_THAT(text_of(rig.answers[0].second), testing::HasSubstr("#EXT-X-ENDLIST"));
  rig.loop.advance(std::chrono::seconds(100));
  EXPECT_FALSE(rig.shelf.look(lesson, rig.playlist())->refusal);
  rig.loop.advance(std::chrono::seconds(30));
  EXPECT_EQ(rig.shelf.look(lesson, rig.playlist())->refusal, HlsRefusal::not_there);
}

TEST(Shelf, a_new_stream_of_the_lesson_replaces_what_was_left) {
  Rig rig;
  rig.play(5 * second);
  rig.packager.end();
  rig.shelf.close(lesson);
  rig.shelf.open(lesson);
  rig.wait(1, rig.playlist());
  EXPECT_TRUE(rig.answers.empty()) << "it waits for the new one";
  rig.loop.advance(std::chrono::seconds(200));
  EXPECT_EQ(rig.answers.size(), 1u);
  EXPECT_FALSE(rig.shelf.look(lesson, rig.playlist())) << "the old one's end does not take the new one away";
}

TEST(Shelf, an_unknown_lesson_is_not_there) {
  Rig rig;
  EXPECT_EQ(rig.shelf.look(LessonId{8}, rig.playlist())->refusal, HlsRefusal::not_there);
}

TEST(Shelf, too_many_waiting_are_refused) {
  Rig rig;
  rig.play(5 * second);
  for (std::size_t i = 0; i <= HlsShelf::waiting_max; ++i)
    rig.wait(0, rig.playlist(rig.open_segment(), rig.next_part()));
  ASSERT_EQ(rig.answers.size(), 1u);
  EXPECT_EQ(rig.answers[0].second.refusal, HlsRefusal::too_many);
}

TEST(Shelf, nobody_is_forgotten_when_it_goes) {
  int told = 0;
  {
    ManualLoop loop;
    HlsShelf shelf(loop);
    shelf.open(lesson);
    shelf.wait(lesson, {{Kind::multivariant, TrackKind::video, 0, 0}, {}}, [&](HlsAnswer) { ++told; });
  }
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace lyceum::media
