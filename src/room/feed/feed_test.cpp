#include "room/feed/feed.hpp"

#include "room/feed/look_back.hpp"
#include "room/state/event.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

const Person wei{AccountId{7}, "Wei", Role::learner};

LogRow row(Offset n, const Event& event) {
  return {n, Utc(milliseconds(1000 + n)), std::string(event_type(event)), event_audience(event),
          event_body(event)};
}
LogRow likes(Offset n) { return row(n, LikesCounted{static_cast<std::int64_t>(n)}); }
LogRow comment(Offset n) { return row(n, Commented{wei, "hi", {}}); }
LogRow muted(Offset n) { return row(n, Muted{wei, Utc()}); }

// The text of a frame: behind two bytes of header, or four for longer payloads (RFC 6455 §5.2).
std::string text(const SharedBytes& frame) {
  if (frame.empty()) return "";
  const bool long_form = frame.data()[1] == 126;
  return std::string(as_text(frame.view().subspan(long_form ? 4 : 2)));
}

TEST(Feed, an_event_on_the_wire_is_its_row_with_number_time_and_type) {
  EXPECT_EQ(event_json(likes(12)), R"({"n":12,"t":1012,"type":"likes","total":12})");
}

TEST(Feed, a_flush_sends_what_came_since_the_last_one_as_one_batch) {
  Feed feed("e", {});
  feed.add(likes(1));
  feed.add(likes(2));
  const auto frames = feed.flush();
  EXPECT_EQ(
      text(frames.everyone),
      R"({"after":0,"upto":2,"ev":[{"n":1,"t":1001,"type":"likes","total":1},{"n":2,"t":1002,"type":"likes","total":2}]})");
  EXPECT_EQ(frames.staff.data(), frames.everyone.data());  // encoded once
  EXPECT_FALSE(feed.pending());
}

TEST(Feed, learners_never_get_a_staff_event_but_their_batch_covers_its_offset) {
  Feed feed("e", {});
  feed.add(likes(1));
  feed.add(muted(2));
  const auto frames = feed.flush();
  EXPECT_EQ(text(frames.everyone),
            R"({"after":0,"upto":2,"ev":[{"n":1,"t":1001,"type":"likes","total":1}]})");
  EXPECT_NE(text(frames.staff).find(R"("type":"muted")"), std::string::npos);
}

TEST(Feed, learners_are_not_woken_by_staff_events_and_the_next_batch_starts_where_they_stand) {
  Feed feed("e", {});
  feed.add(muted(1));
  const auto frames = feed.flush();
  EXPECT_TRUE(frames.everyone.empty());
  EXPECT_FALSE(frames.staff.empty());
  EXPECT_EQ(feed.sent(Audience::everyone), 0U);
  EXPECT_EQ(feed.sent(Audience::staff), 1U);
  feed.add(likes(2));
  EXPECT_TRUE(text(feed.flush().everyone).starts_with(R"({"after":0,"upto":2,)"));
}

TEST(Feed, a_comment_deleted_before_it_was_sent_or_resumed_is_never_shown) {
  Feed feed("e", {});
  feed.add(comment(1));
  feed.add(row(2, Deleted{1}));
  feed.hide(1);
  EXPECT_EQ(text(feed.flush().everyone),
            R"({"after":0,"upto":2,"ev":[{"n":2,"t":1002,"type":"deleted","comment":1}]})");
  EXPECT_EQ(text(feed.missed(0, Audience::everyone, 1000).frame).find("hi"), std::string::npos);
}

TEST(Resume, works_when_nothing_at_all_was_received_before) {
  Feed feed("e", {});
  EXPECT_TRUE(feed.covers("e", 0, Audience::everyone));
  EXPECT_TRUE(feed.missed(0, Audience::everyone, 1000).frame.empty());
}

TEST(Resume, gives_exactly_what_was_missed) {
  Feed feed("e", {});
  for (Offset n = 1; n <= 5; ++n) feed.add(likes(n));
  feed.flush();
  const auto missed = feed.missed(3, Audience::everyone, 1000);
  EXPECT_EQ(missed.upto, 5U);
  EXPECT_TRUE(text(missed.frame).starts_with(R"({"after":3,"upto":5,"ev":[{"n":4)"));
}

TEST(Resume, comes_in_pieces_that_follow_each_other) {
  Feed feed("e", {});
  for (Offset n = 1; n <= 9; ++n) feed.add(likes(n));
  feed.flush();
  Offset at = 0;
  int pieces = 0;
  while (at < 9) {
    const auto piece = feed.missed(at, Audience::everyone, 100);
    EXPECT_TRUE(text(piece.frame).starts_with(R"({"after":)" + std::to_string(at) + ","));
    ASSERT_GT(piece.upto, at);
    at = piece.upto;
    ++pieces;
  }
  EXPECT_EQ(pieces, 3);
}

TEST(Resume, is_encoded_once_for_all_who_missed_the_same) {
  Feed feed("e", {});
  for (Offset n = 1; n <= 5; ++n) feed.add(likes(n));
  feed.flush();
  EXPECT_EQ(feed.missed(3, Audience::everyone, 1000).frame.data(),
            feed.missed(3, Audience::everyone, 1000).frame.data());
}

TEST(Resume, over_a_restart_goes_on_in_the_same_epoch) {
  const Feed feed("e", {likes(7), likes(8), muted(9)});
  EXPECT_TRUE(feed.covers("e", 6, Audience::everyone));
  EXPECT_TRUE(feed.covers("e", 9, Audience::everyone));
}

TEST(Resume, is_refused_in_another_epoch_from_the_future_and_from_too_long_ago) {
  const Feed feed("e", {likes(7), likes(8)});
  EXPECT_FALSE(feed.covers("x", 8, Audience::everyone));
  EXPECT_FALSE(feed.covers("e", 9, Audience::everyone));
  EXPECT_FALSE(feed.covers("e", 5, Audience::everyone));
}

TEST(Resume, the_ring_keeps_the_newest_events_only) {
  Feed feed("e", {});
  for (Offset n = 1; n <= kRecentRows + 10; ++n) feed.add(likes(n));
  feed.flush();
  EXPECT_FALSE(feed.covers("e", 9, Audience::everyone));
  EXPECT_TRUE(feed.covers("e", 10, Audience::everyone));
}

LogRow comment_at(Offset n, milliseconds t, Role role = Role::learner) {
  LogRow made = row(n, Commented{Person{AccountId{7}, "Wei", role}, "hi", {}});
  made.t = Utc(t);
  return made;
}
std::size_t comments_in(const SharedBytes& frame) {
  const std::string all(as_text(frame.view()));
  std::size_t count = 0;
  for (auto at = all.find(R"("type":"comment")"); at != std::string::npos;
       at = all.find(R"("type":"comment")", at + 1))
    ++count;
  return count;
}

TEST(Feed, of_a_flood_of_comments_everybody_gets_an_even_sample_and_staff_gets_all) {
  Feed feed("e", {}, 10);
  Offset n = 0;
  std::vector<std::size_t> shown;  // by second, of 40 comments each
  for (int second = 0; second < 4; ++second) {
    for (int i = 0; i < 40; ++i) feed.add(comment_at(++n, milliseconds(1000 * second + 25 * i)));
    const auto frames = feed.flush();
    EXPECT_EQ(comments_in(frames.staff), 40U);
    shown.push_back(comments_in(frames.everyone));
  }
  EXPECT_GE(shown[0], 20U);  // a burst passes
  EXPECT_EQ(shown[2], 10U);
  EXPECT_EQ(shown[3], 10U);
}

TEST(Feed, comments_left_out_are_left_out_of_what_is_resumed_too) {
  Feed feed("e", {}, 1);
  for (Offset n = 1; n <= 5; ++n) feed.add(comment_at(n, milliseconds(1000)));
  feed.flush();
  EXPECT_FALSE(feed.sampled_out(2));
  EXPECT_TRUE(feed.sampled_out(3));
  EXPECT_EQ(comments_in(feed.missed(0, Audience::everyone, 10'000).frame), 2U);
  EXPECT_EQ(comments_in(feed.missed(0, Audience::staff, 10'000).frame), 5U);
}

TEST(Feed, staff_and_guests_are_heard_in_any_flood) {
  Feed feed("e", {}, 1);
  for (Offset n = 1; n <= 5; ++n) feed.add(comment_at(n, milliseconds(1000)));
  feed.add(comment_at(6, milliseconds(1000), Role::assistant));
  feed.add(comment_at(7, milliseconds(1000), Role::guest));
  EXPECT_EQ(comments_in(feed.flush().everyone), 4U);
  EXPECT_FALSE(feed.sampled_out(7));
}

}  // namespace
}  // namespace lyceum::room
