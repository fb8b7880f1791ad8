#include "room/feed/look_back.hpp"

#include "room/state/event.hpp"

#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

LogRow row(Offset n, const Event& event) {
  return {.n = n,
          .t = Utc(std::chrono::seconds(n)),
          .type = std::string(event_type(event)),
          .audience = event_audience(event),
          .body = event_body(event)};
}

const Person wei{AccountId{7}, "Wei", Role::learner};

LogPage page() {
  const Comment first{.n = 1, .t = Utc(std::chrono::seconds(1)), .from = wei, .text = "rude", .reply = {}};
  LogPage page;
  page.rows = {row(1, Commented{wei, "rude", {}}), row(2, Commented{wei, "fine", excerpt(first)}),
               row(3, Pinned{first}), row(4, Muted{wei, Utc(std::chrono::seconds(99))}), row(5, Deleted{1})};
  return page;
}

std::vector<Offset> numbers(const std::vector<LogRow>& rows) {
  std::vector<Offset> found;
  for (const LogRow& each : rows) found.push_back(each.n);
  return found;
}

TEST(LookBack, learners_do_not_read_what_is_for_staff) {
  EXPECT_EQ(numbers(readable(page(), Audience::everyone)), (std::vector<Offset>{1, 2, 3, 5}));
  EXPECT_EQ(numbers(readable(page(), Audience::staff)), (std::vector<Offset>{1, 2, 3, 4, 5}));
}

TEST(LookBack, nobody_reads_what_was_deleted_later) {
  LogPage all = page();
  all.deletions = {all.rows.back()};
  all.rows.pop_back();
  const auto rows = readable(std::move(all), Audience::everyone);
  EXPECT_EQ(numbers(rows), (std::vector<Offset>{2}));
  EXPECT_EQ(rows[0].body.find("rude"), std::string::npos);
  EXPECT_NE(rows[0].body.find("fine"), std::string::npos);
}

TEST(LookBack, of_a_question_that_stayed_hidden_nothing_is_read_of_one_that_came_back_all) {
  LogPage all;
  all.rows = {row(1, Asked{wei, "rude?"}),
              row(2, Asked{wei, "fine?"}),
              row(3, QuestionReplied{1, wei, "no"}),
              row(4, QuestionMoved{1, QuestionState::hidden}),
              row(5, QuestionMoved{2, QuestionState::hidden}),
              row(6, QuestionMoved{2, QuestionState::open}),
              row(7, AskedBy{2, wei.id}),
              row(8, QuestionMoved{1, QuestionState::merged, 2})};
  all.deletions = {all.rows[3], all.rows[4], all.rows[5], all.rows[7]};
  EXPECT_EQ(numbers(readable(std::move(all), Audience::staff)), (std::vector<Offset>{2, 5, 6}));
}

TEST(LookBack, clouds_have_lost_the_words_that_were_taken_out_later) {
  const PollTotals totals{3, {}, {{{"Rude", 2}, {"kind", 1}}}};
  LogPage all;
  all.rows = {row(1, PollCounted{7, totals}), row(2, PollCountedForStaff{7, totals}),
              row(3, PollCounted{8, totals})};
  all.deletions = {row(4, WordTakenOut{7, "rude"})};
  const auto rows = readable(std::move(all), Audience::staff);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].body, R"({"poll":7,"people":3,"words":[{"word":"kind","count":1}]})");
  EXPECT_EQ(rows[1].body, rows[0].body);
  EXPECT_NE(rows[2].body.find("Rude"), std::string::npos) << "another poll";
}

TEST(LookBack, a_row_looks_as_it_did_live) {
  EXPECT_EQ(event_json(row(5, Deleted{1})), R"({"n":5,"t":5000,"type":"deleted","comment":1})");
}

TEST(LookBack, an_event_without_members_is_whole) {
  LogRow bare = row(5, Deleted{1});
  bare.body = "{}";
  EXPECT_EQ(event_json(bare), R"({"n":5,"t":5000,"type":"deleted"})");
}

}  // namespace
}  // namespace lyceum::room
