#include "wire/fmp4/box_reader.hpp"

#include <gtest/gtest.h>

namespace lyceum::fmp4 {
namespace {

TEST(BoxReader, reads_boxes_in_order) {
  const Bytes bytes = {0, 0, 0, 9, 'f', 'r', 'e', 'e', 7, 0, 0, 0, 8, 's', 'k', 'i', 'p'};
  const auto boxes = read_boxes(bytes);
  ASSERT_TRUE(boxes);
  ASSERT_EQ(boxes->size(), 2u);
  EXPECT_EQ((*boxes)[0].type, "free");
  EXPECT_EQ((*boxes)[0].body.size(), 1u);
  EXPECT_EQ((*boxes)[1].type, "skip");
}

TEST(BoxReader, size_one_means_a_64_bit_size) {
  const Bytes bytes = {0, 0, 0, 1, 'm', 'd', 'a', 't', 0, 0, 0, 0, 0, 0, 0, 17, 9};
  const auto boxes = read_boxes(bytes);
  ASSERT_TRUE(boxes);
  EXPECT_EQ(boxes->front().body.size(), 1u);
}

TEST(BoxReader, size_zero_means_to_the_end) {
  const Bytes bytes = {0, 0, 0, 0, 'm', 'd', 'a', 't', 1, 2, 3};
  const auto boxes = read_boxes(bytes);
  ASSERT_TRUE(boxes);
  EXPECT_EQ(boxes->front().body.size(), 3u);
}

TEST(BoxReader, finds_a_nested_box) {
  const Bytes bytes = {0, 0, 0, 17, 'm', 'o', 'o', 'v', 0, 0, 0, 9, 'm', 'v', 'h', 'd', 42};
  const auto found = find_box(bytes, {"moov", "mvhd"});
  ASSERT_TRUE(found);
  EXPECT_EQ((*found)[0], 42);
  EXPECT_FALSE(find_box(bytes, {"moov", "trak"}));
}

// Refused.

TEST(BoxReader, a_box_longer_than_its_surroundings_is_refused) {
  EXPECT_FALSE(read_boxes(Bytes{0, 0, 0, 10, 'f', 'r', 'e', 'e', 0}));
  EXPECT_FALSE(read_boxes(Bytes{0xff, 0xff, 0xff, 0xff, 'f', 'r', 'e', 'e'}));
  EXPECT_FALSE(read_boxes(Bytes{0, 0, 0, 1, 'm', 'd', 'a', 't', 0x80, 0, 0, 0, 0, 0, 0, 0})) << "2^63";
}

TEST(BoxReader, a_box_shorter_than_its_head_is_refused) {
  EXPECT_FALSE(read_boxes(Bytes{0, 0, 0, 7, 'f', 'r', 'e', 'e'}));
  EXPECT_FALSE(read_boxes(Bytes{0, 0, 0, 1, 'm', 'd', 'a', 't', 0, 0, 0, 0, 0, 0, 0, 15}));
}

TEST(BoxReader, too_many_boxes_are_refused) {
  const Bytes one = {0, 0, 0, 8, 'f', 'r', 'e', 'e'};
  Bytes bytes;
  for (int i = 0; i < 4097; ++i) bytes.insert(bytes.end(), one.begin(), one.end());
  EXPECT_FALSE(read_boxes(bytes));
}

}  // namespace
}  // namespace lyceum::fmp4
