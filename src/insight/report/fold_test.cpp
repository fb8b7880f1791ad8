#include "insight/report/fold.hpp"

#include "room/feed/recorder.hpp"

#include <gtest/gtest.h>

namespace lyceum::insight {
namespace {

using namespace std::chrono_literals;
using room::Audience;
using room::QuestionState;

const Utc begun = Utc(1000h);
const room::Person wei{AccountId{7}, "Wei", Role::learner};
const room::Person anna{AccountId{8}, "Anna", Role::learner};

// A record as a room would have written it, a row at a time.
struct Written {
  std::vector<room::LogRow> rows;

  Offset add(std::chrono::seconds at, room::Event event) {
    rows.push_back(room::to_row({{rows.size() + 1, begun + at}, std::move(event)}));
    return rows.size();
  }
  Report report(std::chrono::seconds length, std::size_t page_rows = 500) const {
    ReportFold fold(begun, begun + length);
    for (std::size_t from = 0; from < rows.size(); from += page_rows) {
      room::LogPage page;
      for (std::size_t i = from; i < std::min(rows.size(), from + page_rows); ++i)
        page.rows.push_back(rows[i]);
      for (const auto& row : rows)
        if (row.type == "deleted" || row.type == "question") page.deletions.push_back(row);
      fold.add(page);
    }
    return fold.report(begun + length);
  }
};

TEST(Report, audience_is_weighed_by_how_long_it_stayed) {
  Written record;
  record.add(-10s, room::PresenceCounted{2});  // before the class, and still there
  record.add(60s, room::PresenceCounted{10});
  record.add(90s, room::PresenceCounted{4});
  record.add(300s, room::PresenceCounted{900});  // after it
  const Report report = record.report(150s);
  ASSERT_EQ(report.minutes.size(), 3U);
  EXPECT_DOUBLE_EQ(report.minutes[0].audience, 2);
  EXPECT_DOUBLE_EQ(report.minutes[1].audience, 7);
  EXPECT_DOUBLE_EQ(report.minutes[2].audience, 4);
  EXPECT_EQ(report.audience_peak, 10);
  EXPECT_DOUBLE_EQ(report.audience_average, (60 * 2 + 30 * 10 + 60 * 4) / 150.0);
}

TEST(Report, counts_what_was_said_while_the_class_ran) {
  Written record;
  record.add(-5s, room::Commented{wei, "early", {}});
  record.add(-5s, room::LikesCounted{3});
  record.add(10s, room::Commented{wei, "one", {}});
  record.add(20s, room::Commented{anna, "two", {}});
  record.add(30s, room::LikesCounted{5});
  record.add(70s, room::Commented{wei, "three", {}});
  record.add(80s, room::LikesCounted{9});
  record.add(121s, room::Commented{anna, "late", {}});
  const Report report = record.report(120s);
  EXPECT_EQ(report.done, (Interactions{.comments = 3, .questions = 0, .likes = 6}));
  EXPECT_EQ(report.minutes[0].done, (Interactions{2, 0, 2}));
  EXPECT_EQ(report.minutes[1].done, (Interactions{1, 0, 4}));
  EXPECT_EQ(report.minutes[0].active, 2);
  EXPECT_EQ(report.minutes[1].active, 1);
  EXPECT_EQ(report.comments, (Report::Used{3, 2}));
  EXPECT_EQ(report.active, 2);
}

TEST(Report, what_was_deleted_during_the_class_does_not_count_what_goes_later_does) {
  Written record;
  const Offset rude = record.add(10s, room::Commented{wei, "rude", {}});
  const Offset fine = record.add(20s, room::Commented{anna, "fine", {}});
  record.add(30s, room::Deleted{rude});
  record.add(99s, room::Deleted{fine});
  EXPECT_EQ(record.report(60s).comments, (Report::Used{1, 1}));
}

TEST(Report, questions_count_as_they_stood_in_the_end) {
  Written record;
  const Offset early = record.add(-60s, room::Asked{wei, "asked before?"});
  const Offset answered = record.add(61s, room::Asked{wei, "answered?"});
  record.add(62s, room::AskedBy{record.rows.size() + 2, anna.id});
  record.add(62s, room::Asked{{}, "nameless?"});
  const Offset rude = record.add(63s, room::Asked{anna, "rude?"});
  record.add(64s, room::Voted{answered, anna.id, true});
  record.add(65s, room::Voted{answered, anna.id, false});
  record.add(66s, room::QuestionMoved{answered, QuestionState::answering});
  record.add(70s, room::QuestionMoved{answered, QuestionState::answered});
  record.add(71s, room::QuestionMoved{rude, QuestionState::hidden});
  record.add(200s, room::QuestionMoved{early, QuestionState::answered});
  const Report report = record.report(120s);
  EXPECT_EQ(report.done.questions, 2);
  EXPECT_EQ(report.minutes[1].done.questions, 2);
  EXPECT_EQ(report.questions, (Report::Used{2, 2}));
  EXPECT_EQ(report.votes, (Report::Used{0, 1}));
  EXPECT_EQ(report.questions_open, 2);  // the early one and the nameless one
  EXPECT_EQ(report.questions_answered, 1);
  EXPECT_EQ(report.moments, (std::vector<Moment>{{66s, Moment::Kind::question, answered}}));
}

TEST(Report, says_how_many_used_each_tool) {
  Written record;
  const Offset poll = record.add(5s, room::PollOpened{});
  record.add(6s, room::PollAnswered{poll, wei, 1, "", ""});
  record.add(7s, room::PollAnswered{poll, wei, 2, "", ""});  // thought better of it
  const Offset again = record.add(8s, room::PollOpened{});
  record.add(9s, room::PollAnswered{again, wei, 1, "", ""});
  record.add(10s, room::PaceVoted{anna.id, room::PaceVote::lost});
  record.add(12s, room::PaceCounted{{{{0, 0}, {0, 0}, {1, 100}}}});
  record.add(20s, room::PaceVoted{anna.id, std::nullopt});
  record.add(22s, room::PaceCounted{});
  const Offset checkin = record.add(30s, room::CheckinOpened{.until = begun + 90s, .question = ""});
  record.add(31s, room::CheckedIn{checkin, wei, ""});
  record.add(32s, room::CheckedIn{checkin, anna, ""});
  record.add(33s, room::HandRaised{wei});
  record.add(34s, room::HandLowered{wei.id});
  record.add(35s, room::HandRaised{wei});
  const Report report = record.report(60s);
  EXPECT_EQ(report.hands, (Report::Used{2, 1}));
  EXPECT_EQ(report.polls, (Report::Used{2, 1}));
  EXPECT_EQ(report.pace, (Report::Used{1, 1}));
  EXPECT_EQ(report.checkins, (Report::Used{2, 2}));
  EXPECT_EQ(report.minutes[0].pace, (std::array<std::int64_t, 3>{0, 0, 1}));
  EXPECT_EQ(report.minutes[0].active, 2);
}

TEST(Report, marks_what_happened) {
  Written record;
  record.add(1s, room::StreamTurned{.on = true});
  const Offset away = record.add(10s, room::StreamTurned{.on = false, .back_by = begun + 130s});
  const Offset back = record.add(20s, room::StreamTurned{.on = true});
  const Offset said = record.add(30s, room::Announced{"The site restarts at ten"});
  record.add(31s, room::Announced{""});
  const Offset alert = record.add(40s, room::PaceAlerted{room::PaceVote::fast, 2, 5});
  record.add(60s, room::StreamTurned{.on = false});
  using Kind = Moment::Kind;
  EXPECT_EQ(record.report(60s).moments,
            (std::vector<Moment>{{10s, Kind::away, away},
                                 {20s, Kind::back, back},
                                 {30s, Kind::announcement, said, "The site restarts at ten"},
                                 {40s, Kind::pace_alert, alert}}));
}

TEST(Report, marks_what_was_shown_with_its_words_and_a_document_once) {
  Written record;
  const Offset topic = record.add(1s, room::TopicReached{"Arches"});
  const Offset shown = record.add(2s, room::SlideTurned{{7, 9}, 1});
  record.add(3s, room::SlideTurned{{7, 9}, 2});
  record.add(4s, room::SlidesOff{7});
  const Offset again = record.add(5s, room::SlideTurned{{7, 9}, 2});
  const Offset offer = record.add(6s, room::OfferShown{1, {.title = "The book", .link = "/book"}});
  using Kind = Moment::Kind;
  EXPECT_EQ(record.report(60s).moments, (std::vector<Moment>{{1s, Kind::topic, topic, "Arches"},
                                                             {2s, Kind::slides, shown},
                                                             {5s, Kind::slides, again},
                                                             {6s, Kind::offer, offer, "The book"}}));
}

TEST(Report, marks_a_burst_of_reactions_when_half_of_those_present_could_have_sent_one) {
  Written record;
  record.add(0s, room::PresenceCounted{20});
  const auto total = [](std::int64_t claps) { return room::ReactionsCounted{{0, claps, 0, 0, 0}}; };
  record.add(10s, total(9));
  record.add(30s, total(12));
  const Offset burst = record.add(33s, total(19));
  record.add(34s, total(40));
  record.add(80s, total(60));
  const Offset later = record.add(99s, total(70));
  using Kind = Moment::Kind;
  EXPECT_EQ(record.report(120s).moments,
            (std::vector<Moment>{{33s, Kind::reactions, burst}, {99s, Kind::reactions, later}}));
}

TEST(Report, is_the_same_however_the_record_was_cut) {
  Written record;
  for (int i = 0; i < 300; ++i) {
    record.add(std::chrono::seconds(i), room::Commented{i % 3 == 0 ? wei : anna, "text", {}});
    if (i % 7 == 0) record.add(std::chrono::seconds(i), room::PresenceCounted{i});
    if (i % 11 == 0) record.add(std::chrono::seconds(i), room::Deleted{static_cast<Offset>(i / 2 + 1)});
  }
  const Report whole = record.report(280s), sliced = record.report(280s, 7);
  EXPECT_EQ(whole.minutes, sliced.minutes);
  EXPECT_EQ(whole.comments, sliced.comments);
  EXPECT_EQ(whole.audience_average, sliced.audience_average);
}

TEST(Report, of_a_class_that_runs_can_be_asked_for_again_and_again) {
  Written record;
  ReportFold fold(begun, std::nullopt);
  const auto read_on = [&] {
    room::LogPage page;
    for (const auto& row : record.rows) {
      if (row.n > fold.upto()) page.rows.push_back(row);
      if (row.type == "deleted" || row.type == "question") page.deletions.push_back(row);
    }
    fold.add(page);
  };
  record.add(-9s, room::Commented{wei, "early", {}});
  record.add(0s, room::PresenceCounted{4});
  record.add(10s, room::Commented{wei, "one", {}});
  const Offset rude = record.add(70s, room::Commented{anna, "rude", {}});
  read_on();
  Report report = fold.report(begun + 90s);
  EXPECT_EQ(report.done.comments, 2);
  EXPECT_EQ(report.minutes.size(), 2U);
  EXPECT_DOUBLE_EQ(report.minutes[1].audience, 4);
  EXPECT_EQ(report.minutes[1].active, 1);
  record.add(100s, room::Deleted{rude});
  record.add(110s, room::Deleted{1});
  record.add(150s, room::PresenceCounted{1});
  record.add(160s, room::Asked{wei, "why?"});
  read_on();
  report = fold.report(begun + 180s);
  EXPECT_EQ(report.done, (Interactions{.comments = 1, .questions = 1, .likes = 0}));
  EXPECT_EQ(report.minutes[1].done.comments, 0);
  EXPECT_DOUBLE_EQ(report.minutes[2].audience, 2.5);
  report.minutes[1].active = 0;  // which in the end anna is not, who only wrote what was deleted
  EXPECT_EQ(report.minutes, record.report(180s).minutes);
  EXPECT_DOUBLE_EQ(report.audience_average, 3.5);
}

TEST(Report, of_a_class_that_never_ends_keeps_a_day_by_minute_and_totals_in_full) {
  Written record;
  record.add(1s, room::PresenceCounted{1});
  record.add(30h, room::Commented{wei, "still here", {}});
  const Report report = record.report(40h);
  EXPECT_EQ(report.minutes.size(), report_minutes_max);
  EXPECT_EQ(report.done.comments, 1);
  EXPECT_NEAR(report.audience_average, 1, 0.001);
}

TEST(Report, of_a_class_without_length_is_empty) {
  Written record;
  record.add(0s, room::Commented{wei, "first", {}});
  const Report report = record.report(0s);
  EXPECT_TRUE(report.minutes.empty());
  EXPECT_EQ(report.audience_average, 0);
  EXPECT_FALSE(interaction_index(report.done, report.length()));
}

}  // namespace
}  // namespace lyceum::insight
