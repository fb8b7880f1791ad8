#include "room/phase/phase.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

TEST(Phase, every_phase_reads_back_as_written) {
  for (const Phase phase : {Phase::scheduled, Phase::live, Phase::ended}) {
    std::string out;
    append_fields(out, LessonMoved{phase});
    LessonMoved back;
    ASSERT_TRUE(read_fields(boost::json::parse("{" + out + "}").as_object(), back));
    EXPECT_EQ(back.state, phase);
  }
}

TEST(Phase, until_when_an_encoder_is_waited_for_reads_back_and_older_records_have_none) {
  std::string out;
  append_fields(out, StreamTurned{false, Utc(milliseconds(1'790'000'000'123))});
  EXPECT_EQ(out, R"("on":false,"back_by":1790000000123)");
  StreamTurned back;
  ASSERT_TRUE(read_fields(boost::json::parse("{" + out + "}").as_object(), back));
  EXPECT_EQ(back.back_by, Utc(milliseconds(1'790'000'000'123)));
  ASSERT_TRUE(read_fields(boost::json::parse(R"({"on":false})").as_object(), back));
  EXPECT_EQ(back.back_by, Utc());
}

TEST(Phase, an_unknown_phase_and_a_stream_that_is_neither_on_nor_off_are_refused) {
  LessonMoved lesson;
  EXPECT_FALSE(read_fields(boost::json::parse(R"({"state":"paused"})").as_object(), lesson));
  StreamTurned stream;
  EXPECT_FALSE(read_fields(boost::json::parse(R"({"on":1})").as_object(), stream));
}

}  // namespace
}  // namespace lyceum::room
