#include "media/out/flv/queue.hpp"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

constexpr MediaMicros tenth{100'000};

std::shared_ptr<FlvBatch> plain(std::string_view text, int tenths) {
  auto batch = std::make_shared<FlvBatch>();
  batch->bytes = SharedBytes(text);
  batch->from = tenths * tenth;
  batch->until = (tenths + 1) * tenth;
  return batch;
}

// "xK…": a key frame behind the first byte; its headers read "h".
std::shared_ptr<FlvBatch> with_key(std::string_view text, int tenths) {
  auto batch = plain(text, tenths);
  auto headers = plain("h", tenths), file = plain("F", tenths);
  batch->start = FlvStart{text.find('K'), batch->from, headers, file};
  return batch;
}

std::string take(FlvQueue& queue, std::size_t most = 1 << 30) {
  std::array<iovec, 512> parts;
  std::string text;
  for (std::size_t i = 0, count = queue.parts(parts); i < count; ++i)
    text.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
  text.resize(std::min(most, text.size()));
  queue.consume(text.size());
  return text;
}

// One that has begun and caught up.
FlvQueue flowing(FlvQueueLimits limits = {}) {
  FlvQueue queue(limits);
  queue.join(std::vector<FlvBatchPtr>{with_key("K", 0)});
  EXPECT_EQ(take(queue), "FhK");
  EXPECT_TRUE(queue.flows());
  return queue;
}

TEST(FlvQueue, a_new_viewer_begins_with_the_last_key_frame) {
  FlvQueue queue;
  queue.join(std::vector<FlvBatchPtr>{with_key("oldK", 0), plain("a", 1), plain("b", 2)});
  EXPECT_EQ(queue.bytes(), 5U);
  EXPECT_EQ(take(queue), "FhKab");
  EXPECT_TRUE(queue.flows());
}

TEST(FlvQueue, a_long_group_in_one_batch_is_a_beginning_too) {
  FlvQueue queue;
  queue.join({});
  auto group = with_key("Kabc", 0);
  group->until = 80 * tenth;
  EXPECT_TRUE(queue.push(group));
  EXPECT_EQ(take(queue), "FhKabc");
}

TEST(FlvQueue, without_a_key_frame_it_waits_for_one) {
  FlvQueue queue;
  queue.join({});
  EXPECT_TRUE(queue.push(plain("a", 0)));
  EXPECT_TRUE(queue.empty());
  EXPECT_FALSE(queue.flows());
  EXPECT_TRUE(queue.push(with_key("xxK", 1)));
  EXPECT_TRUE(queue.push(plain("b", 2)));
  EXPECT_EQ(take(queue), "FhKb");
}

TEST(FlvQueue, what_the_kernel_left_comes_before_what_follows) {
  FlvQueue queue = flowing();
  queue.push_rest(plain("abcdef", 1), 2);
  queue.push(plain("gh", 2));
  EXPECT_EQ(take(queue, 3), "cde");
  EXPECT_EQ(take(queue), "fgh");
  EXPECT_TRUE(queue.flows());
}

TEST(FlvQueue, beyond_three_seconds_it_jumps_to_the_newest_key_frame_that_waits) {
  FlvQueue queue = flowing();
  queue.push_rest(plain("abc", 1), 1);
  for (int i = 2; i < 31; ++i) EXPECT_TRUE(queue.push(i % 10 == 0 ? with_key("zK", i) : plain("y", i)));
  EXPECT_FALSE(queue.push(plain("y", 31)));
  EXPECT_EQ(take(queue), "bchKy");  // the begun batch is ended; the key frame of 3.0 s
  EXPECT_TRUE(queue.flows());
}

TEST(FlvQueue, without_one_it_drops_all_and_waits_for_the_next) {
  FlvQueue queue = flowing();
  queue.push_rest(plain("abc", 1), 1);
  int i = 2;
  while (queue.push(plain("y", i))) ++i;
  EXPECT_EQ(i, 31);
  for (; i < 50; ++i) EXPECT_TRUE(queue.push(plain("y", i)));
  EXPECT_EQ(queue.bytes(), 2U);
  EXPECT_TRUE(queue.push(with_key("K", 51)));
  EXPECT_EQ(take(queue), "bchK");
}

TEST(FlvQueue, who_stays_stuck_jumps_again_three_seconds_later) {
  FlvQueue queue = flowing();
  queue.push_rest(plain("abc", 1), 1);
  std::vector<int> jumps;
  for (int i = 2; i < 100; ++i)
    if (!queue.push(i % 20 == 0 ? with_key("K", i) : plain("y", i))) jumps.push_back(i);
  EXPECT_EQ(jumps, (std::vector<int>{31, 50, 70, 90}));
}

TEST(FlvQueue, a_queue_of_bytes_is_bounded_too) {
  FlvQueue queue = flowing({.bytes_max = 10});
  queue.push_rest(plain("abc", 1), 1);
  EXPECT_TRUE(queue.push(with_key("K23456", 2)));
  EXPECT_FALSE(queue.push(with_key("K23", 3)));
  EXPECT_EQ(take(queue), "bchK23");
  EXPECT_FALSE(flowing({.bytes_max = 10}).push(plain("0123456789a", 1)));
}

TEST(FlvQueue, a_queue_of_many_small_batches_is_bounded_too) {
  FlvQueue queue = flowing({.entries_max = 20});
  queue.push_rest(plain("abc", 1), 1);
  int count = 0;
  while (queue.push(plain("y", 1))) ++count;
  EXPECT_EQ(count, 19);
}

TEST(FlvQueue, a_long_group_of_pictures_may_wait_until_it_is_caught_up_with) {
  FlvQueue queue;
  std::vector<FlvBatchPtr> group{with_key("K", 0)};
  for (int i = 1; i < 83; ++i) group.push_back(plain("y", i));
  queue.join(group);
  for (int i = 83; i < 113; ++i) EXPECT_TRUE(queue.push(plain("z", i)));  // 3 s beside the 8.3
  EXPECT_FALSE(queue.push(plain("z", 113)));
  FlvQueue quick;
  quick.join(group);
  EXPECT_EQ(take(quick).size(), 85U);
  quick.push_rest(plain("abc", 83), 1);
  int i = 84;
  while (quick.push(plain("z", i))) ++i;
  EXPECT_EQ(i, 113);
}

TEST(FlvQueue, a_file_header_that_was_dropped_unsent_comes_later) {
  FlvQueue queue({.bytes_max = 0});
  queue.join({});
  EXPECT_TRUE(queue.push(with_key("K", 0)));
  EXPECT_FALSE(queue.push(plain("a", 1)));
  EXPECT_TRUE(queue.empty());
  queue.join(std::vector<FlvBatchPtr>{with_key("K", 1)});
  EXPECT_EQ(take(queue), "FhK");
}

}  // namespace
}  // namespace lyceum::media
