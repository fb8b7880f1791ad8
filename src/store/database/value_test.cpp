#include "store/database/value.hpp"

#include <array>

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

using namespace std::string_view_literals;

std::string said_of(std::string_view text) {
  const std::array<Value, 2> values{std::int64_t{1}, to_value(text)};
  const auto checked = check_texts(values);
  return checked ? std::string() : std::string(checked.error().code);
}

TEST(Values, texts_are_utf8_without_nul) {
  EXPECT_EQ(said_of("讲堂 \t\n"), "");
  EXPECT_EQ(said_of(""), "");
  EXPECT_EQ(said_of("a\0b"sv), "store_text");
  EXPECT_EQ(said_of("\xFF"), "store_text");
  EXPECT_EQ(said_of("\xED\xA0\x80"), "store_text");  // half a surrogate pair
}

TEST(Values, bytes_may_hold_anything) {
  const std::array<Value, 1> values{Bytes{0, 0xFF}};
  EXPECT_TRUE(check_texts(values));
}

}  // namespace
}  // namespace lyceum::store
