#include "lesson/lesson/lesson.hpp"

#include "base/image/image.hpp"
#include "lesson/lesson/cover.hpp"
#include "lesson/lesson/refusal.hpp"
#include "lesson/lesson/rules.hpp"

#include <set>

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

using namespace std::chrono_literals;

template <class T>
std::string_view code(const Result<T>& result) {
  return result ? "ok" : result.error().code;
}
std::string repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(Lesson, goes_from_scheduled_to_live_to_ended_and_nowhere_else) {
  struct Case {
    State from;
    Move move;
    std::string_view outcome;
  };
  const Case cases[] = {
      {State::scheduled, Move::start, "live"},    {State::scheduled, Move::stop, "not_live"},
      {State::live, Move::start, "already_live"}, {State::live, Move::stop, "ended"},
      {State::ended, Move::start, "lesson_over"}, {State::ended, Move::stop, "lesson_over"},
  };
  for (const Case& c : cases) {
    const auto next = after(Kind::live, c.from, c.move);
    EXPECT_EQ(next ? state_name(*next) : next.error().code, c.outcome);
  }
}

TEST(Lesson, an_uploaded_one_is_opened_once_and_has_no_class) {
  for (const Kind kind : {Kind::video, Kind::audio}) {
    EXPECT_EQ(after(kind, State::scheduled, Move::open).value(), State::ended);
    EXPECT_EQ(code(after(kind, State::ended, Move::open)), "lesson_over");
    EXPECT_EQ(code(after(kind, State::scheduled, Move::start)), "not_a_class");
    EXPECT_EQ(code(after(kind, State::ended, Move::stop)), "not_a_class");
  }
  EXPECT_EQ(code(after(Kind::live, State::scheduled, Move::open)), "not_a_class");
}

TEST(Lesson, kind_names_are_read_back) {
  for (const Kind kind : {Kind::live, Kind::video, Kind::audio}) EXPECT_EQ(parse_kind(kind_name(kind)), kind);
  EXPECT_FALSE(parse_kind("Video"));
}

TEST(Lesson, state_names_are_read_back) {
  for (const State state : {State::scheduled, State::live, State::ended})
    EXPECT_EQ(parse_state(state_name(state)), state);
  EXPECT_FALSE(parse_state("Live"));
}

TEST(Rules, titles_are_one_line_of_1_to_100_characters) {
  EXPECT_EQ(checked_title("  第一课  ").value(), "第一课");
  EXPECT_EQ(code(checked_title(repeat("讲", 100))), "ok");
  for (const auto& bad : {std::string(), std::string(" \t"), repeat("讲", 101), std::string("a\nb"),
                          std::string("\xFF"), repeat("a", 100'000)})
    EXPECT_EQ(code(checked_title(bad)), "title_invalid");
}

TEST(Rules, descriptions_are_lines_of_up_to_5000_characters) {
  EXPECT_EQ(checked_description("a\r\nb\n").value(), "a\nb");
  EXPECT_EQ(checked_description("").value(), "");
  EXPECT_EQ(code(checked_description(repeat("讲", 5000))), "ok");
  for (const auto& bad :
       {repeat("a", 5001), repeat("a", 1'000'000), std::string("\x1B[2J"), std::string("\xFF")})
    EXPECT_EQ(code(checked_description(bad)), "description_long");
}

TEST(Rules, lesson_passwords_and_room_names_are_1_to_64_characters) {
  EXPECT_EQ(checked_lesson_password(" ８８８ ").value(), "888");
  EXPECT_EQ(code(checked_lesson_password("")), "password_invalid");
  EXPECT_EQ(code(checked_lesson_password(repeat("a", 65))), "password_invalid");
  EXPECT_EQ(checked_room_name("room 101").value(), "room 101");
  EXPECT_EQ(code(checked_room_name(repeat("a", 65))), "room_name_invalid");
  EXPECT_EQ(code(checked_room_name("\xE2\x80\x8B")), "room_name_invalid");
}

TEST(Rules, a_start_lies_neither_in_the_past_nor_beyond_planning) {
  const Utc now(500'000h);
  EXPECT_EQ(code(checked_start(now - 23h, now)), "ok");
  EXPECT_EQ(code(checked_start(now - 25h, now)), "starts_at_invalid");
  EXPECT_EQ(code(checked_start(now + 24h * 365 * 5, now)), "ok");
  EXPECT_EQ(code(checked_start(now + 24h * 365 * 6, now)), "starts_at_invalid");
}

TEST(Cover, is_known_by_its_first_bytes) {
  const Bytes png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0};
  const Bytes jpeg{0xFF, 0xD8, 0xFF, 0xE0};
  const Bytes webp{'R', 'I', 'F', 'F', 4, 0, 0, 0, 'W', 'E', 'B', 'P'};
  EXPECT_EQ(sniff_image(png), "image/png");
  EXPECT_EQ(sniff_image(jpeg), "image/jpeg");
  EXPECT_EQ(sniff_image(webp), "image/webp");
  EXPECT_EQ(checked_cover(webp).value().bytes, webp);
}

TEST(Cover, other_bytes_and_more_than_2_mb_are_refused) {
  EXPECT_EQ(code(checked_cover({})), "cover_type");
  EXPECT_EQ(code(checked_cover({0x89, 'P', 'N', 'G'})), "cover_type");
  for (const std::string_view text : {"<svg onload=alert(1)>", "GIF89a", "RIFF....WAVE"})
    EXPECT_EQ(code(checked_cover(Bytes(text.begin(), text.end()))), "cover_type");
  Bytes large(kCoverMax + 1);
  large[0] = 0xFF, large[1] = 0xD8, large[2] = 0xFF;
  EXPECT_EQ(code(checked_cover(large)), "cover_too_large");
  large.pop_back();
  EXPECT_EQ(code(checked_cover(large)), "ok");
}

TEST(Refusals, have_a_code_of_their_own_and_both_languages) {
  std::set<std::string_view> codes;
  for (int i = 0; i <= static_cast<int>(Refusal::bad_stream_key); ++i) {
    const Error error = refuse(static_cast<Refusal>(i));
    EXPECT_TRUE(codes.insert(error.code).second) << error.code;
    EXPECT_GE(error.status, 400);
    EXPECT_FALSE(error.zh.empty());
  }
}

}  // namespace
}  // namespace lyceum::lesson
