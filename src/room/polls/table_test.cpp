#include "room/polls/table.hpp"

#include "room/polls/polls_fixture.hpp"

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> lines(const Polls& polls) {
  std::string table = polls_csv(polls, [](Utc) { return std::string("then"); });
  std::vector<std::string> all;
  for (std::size_t end; (end = table.find("\r\n")) != std::string::npos; table.erase(0, end + 2))
    all.push_back(table.substr(0, end));
  EXPECT_EQ(table, "");
  return all;
}

TEST(PollsTable, has_a_line_an_answer_in_the_order_in_which_they_came) {
  ClassOfPolls room;
  const Offset poll = room.open({.title = "=1+1", .options = {"2", "3"}, .right = {0}, .points = 10}).value();
  room.wait(1500ms);
  room.answer(learner(6), poll, {0});
  room.wait(70ms);
  room.answer(learner(5), poll, {1});
  const auto table = lines(room.polls());
  ASSERT_EQ(table.size(), 3U);
  EXPECT_EQ(table[0], "\xEF\xBB\xBFpoll,opened_at,kind,title,account,name,answer,right,points,seconds");
  EXPECT_EQ(table[1], R"("2","then","single","'=1+1","6","P6","2","yes","10","1.500")");
  EXPECT_EQ(table[2], R"("2","then","single","'=1+1","5","P5","3","no","0","1.570")");
}

TEST(PollsTable, of_an_anonymous_poll_tells_neither_who_nor_when) {
  ClassOfPolls room;
  const Offset poll = room.open({.title = "?", .options = {"a", "b"}, .anonymous = true}).value();
  room.answer(learner(6), poll, {1});
  room.wait(1s);
  room.answer(learner(5), poll, {0});
  const auto table = lines(room.polls());
  EXPECT_EQ(table[1], R"("1","then","single","?","","","a","","","")");
  EXPECT_EQ(table[2], R"("1","then","single","?","","","b","","","")");
}

TEST(PollsTable, leaves_out_words_that_were_taken_out_and_names_polls_that_nobody_answered) {
  ClassOfPolls room;
  const Offset cloud = room.open({.kind = PollKind::text, .title = "?", .options = {}}).value();
  room.say(learner(5), cloud, "rude");
  room.take_out(cloud, "rude");
  room.close(cloud);
  static_cast<void>(room.open({.kind = PollKind::scale, .title = "!", .options = {}}));
  const auto table = lines(room.polls());
  ASSERT_EQ(table.size(), 3U);
  EXPECT_EQ(table[1], R"("1","then","text","?","5","P5","","","","0.000")");
  EXPECT_EQ(table[2].substr(table[2].find("\"scale\"")), R"("scale","!","","","","","","")");
}

}  // namespace
}  // namespace lyceum::room
