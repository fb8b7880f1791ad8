#include "wire/worker/splitter.hpp"

#include <gtest/gtest.h>

namespace lyceum::worker {
namespace {

using Texts = std::vector<std::string>;

const Bytes two_messages{0, 0, 0, 2, 'h', 'i', 0, 0, 0, 1, '!'};

Texts split(const std::vector<Bytes>& pieces, std::size_t most, bool& held_on) {
  Texts found;
  Splitter splitter(most);
  held_on = true;
  for (const Bytes& piece : pieces) {
    const auto taken = [&](ByteView message) {
      found.emplace_back(as_text(message));
      return true;
    };
    held_on = held_on && splitter.feed(piece, taken).has_value();
  }
  return found;
}

TEST(Splitter, messages_come_whole_however_the_pipe_cuts_them) {
  for (std::size_t cut = 0; cut <= two_messages.size(); ++cut) {
    const auto middle = two_messages.begin() + static_cast<std::ptrdiff_t>(cut);
    bool well = false;
    EXPECT_EQ(split({{two_messages.begin(), middle}, {middle, two_messages.end()}}, 2, well),
              (Texts{"hi", "!"}));
    EXPECT_TRUE(well) << cut;
  }
}

TEST(Splitter, a_length_of_nothing_or_beyond_the_limit_is_refused_before_anything_is_held) {
  bool well = true;
  EXPECT_TRUE(split({{0, 0, 0, 0}}, 2, well).empty());
  EXPECT_FALSE(well);
  EXPECT_TRUE(split({{0, 0, 0, 3}}, 2, well).empty());
  EXPECT_FALSE(well);
  EXPECT_TRUE(split({{0xFF}, {0xFF, 0xFF, 0xFF}}, 1 << 20, well).empty());
  EXPECT_FALSE(well);
}

TEST(Splitter, it_stops_when_told_to) {
  Splitter splitter(2);
  int taken = 0;
  EXPECT_TRUE(splitter.feed(two_messages, [&](ByteView) { return ++taken > 1; }));
  EXPECT_EQ(taken, 1);
}

}  // namespace
}  // namespace lyceum::worker
