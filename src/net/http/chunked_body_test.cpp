#include "net/http/chunked_body.hpp"

#include <gtest/gtest.h>

namespace lyceum::net {
namespace {

constexpr std::size_t limit = 100;

// The body, given in pieces; or "!" and the code of the error.
std::string read(std::string_view input, std::size_t step = 1) {
  ChunkedBody body;
  std::string out;
  for (std::size_t i = 0; i < input.size(); i += step) {
    const auto taken = body.put(as_bytes(input.substr(i, step)), out, limit);
    if (!taken) return "!" + std::string(taken.error().code);
    if (body.done()) return out + (*taken < input.substr(i, step).size() ? " and more" : "");
  }
  return "unfinished";
}

TEST(ChunkedBody, joins_chunks_cut_anywhere) {
  const std::string_view input =
      "5;name=\"v\"\r\nhello\r\n6\r\n world\r\n000\r\nTrailer: 1\r\nOther: 2\r\n\r\n";
  for (std::size_t step = 1; step <= input.size(); ++step)
    EXPECT_EQ(read(input, step), "hello world") << step;
}

TEST(ChunkedBody, an_empty_body_whose_trailer_comes_byte_by_byte_is_complete) {
  EXPECT_EQ(read("0\r\n\r\n"), "");
  EXPECT_EQ(read("0\r\nA: b\r\n\r\n"), "");  // Beast's own parser aborts here: found by fuzzing
}

TEST(ChunkedBody, stops_at_its_end) { EXPECT_EQ(read("1\r\nx\r\n0\r\n\r\nGET /", 100), "x and more"); }

// Refused.

TEST(ChunkedBody, refuses_what_is_no_chunk) {
  for (const char* bad :
       {"\r\n", "g\r\n", "-1\r\n", "0x5\r\n", "5\nhello", "5\r\nhelloX", "5\r\nhello\nX", "1;a\nb\r\n",
        "000000001\r\n", "ffffffffffffffff1\r\n", "0\r\n\rX", "0\r\nA: b\n\r\n"})
    EXPECT_EQ(read(bad), "!bad_request") << bad;
}

TEST(ChunkedBody, refuses_more_than_the_limit_at_the_chunk_that_exceeds_it) {
  EXPECT_EQ(read("64\r\n"), "unfinished");
  EXPECT_EQ(read("65\r\n"), "!body_too_large");
  EXPECT_EQ(read("5\r\nhello\r\n60\r\n"), "!body_too_large");
  EXPECT_EQ(read("ffffffff\r\n"), "!body_too_large");
}

TEST(ChunkedBody, refuses_endless_extensions_and_trailers) {
  EXPECT_EQ(read("1;" + std::string(2000, 'x')), "!bad_request");
  EXPECT_EQ(read("0\r\n" + std::string(2000, 'x')), "!bad_request");
  std::string lines = "0\r\n";
  for (int i = 0; i < 500; ++i) lines += "a: b\r\n";
  EXPECT_EQ(read(lines), "!bad_request");
}

}  // namespace
}  // namespace lyceum::net
