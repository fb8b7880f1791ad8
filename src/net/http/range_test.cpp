#include "net/http/range.hpp"

#include <gtest/gtest.h>

namespace lyceum::net {
namespace {

std::string asked(std::string value, std::uint64_t size = 1000) {
  Request request;
  if (!value.empty()) request.headers.add("Range", std::move(value));
  const auto range = range_of(request, size);
  if (!range) return std::string(range.error().code);
  return std::to_string(range->offset) + "+" + std::to_string(range->length);
}

TEST(Range, a_part_from_the_front_the_middle_or_the_end) {
  EXPECT_EQ(asked("bytes=0-99"), "0+100");
  EXPECT_EQ(asked("bytes=500-"), "500+500");
  EXPECT_EQ(asked("bytes=999-999"), "999+1");
  EXPECT_EQ(asked("bytes=-10"), "990+10");
  EXPECT_EQ(asked("bytes=-5000"), "0+1000");
  EXPECT_EQ(asked("bytes=900-5000"), "900+100") << "cut at the end";
}

TEST(Range, what_cannot_be_is_refused_with_416) {
  EXPECT_EQ(asked("bytes=1000-"), "range_not_satisfiable");
  EXPECT_EQ(asked("bytes=-0"), "range_not_satisfiable");
  EXPECT_EQ(asked("bytes=0-", 0), "range_not_satisfiable");
}

TEST(Range, what_is_not_understood_gets_all) {
  for (const char* value : {"", "bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=0-1,5-6", "lines=0-1",
                            "bytes=1", "bytes=99999999999999999999-", "bytes=0-99999999999999999999"})
    EXPECT_EQ(asked(value), "0+1000") << value;
}

TEST(Range, the_answer_says_what_it_is) {
  EXPECT_EQ(range_response({0, 1000}, 1000).status, 200);
  const Response part = range_response({10, 20}, 1000);
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.headers.get("content-range"), "bytes 10-29/1000");
}

}  // namespace
}  // namespace lyceum::net
