#include "wire/worker/message.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace lyceum::worker {
namespace {

const Bytes smallest_jpeg{0xFF, 0xD8, 0xFF, 0xD9};

Draw a_draw() {
  Draw draw;
  draw.job = 7;
  draw.codec = Codec::h265;
  draw.config = SharedBytes("config");
  draw.key_frame = SharedBytes("picture");
  draw.wishes = {{480, 270, 60'000}, {160, 90, 8'000}};
  return draw;
}

Bytes joined(const std::vector<SharedBytes>& pieces) {
  Bytes all;
  for (const SharedBytes& piece : pieces) all.insert(all.end(), piece.view().begin(), piece.view().end());
  return all;
}

// Without the length in front, which must be right.
Bytes body_of(Bytes message) {
  EXPECT_EQ(std::size_t{message[0]} << 24 | std::size_t{message[1]} << 16 | std::size_t{message[2]} << 8 |
                message[3],
            message.size() - 4);
  message.erase(message.begin(), message.begin() + 4);
  return message;
}

Drawn two_pictures() {
  return {9, {{480, 270, SharedBytes(smallest_jpeg)}, {160, 90, SharedBytes(smallest_jpeg)}}};
}

TEST(WorkerMessage, an_order_is_read_as_it_was_written) {
  const auto read = read_to_worker(body_of(joined(write(a_draw()))));
  ASSERT_TRUE(read) << read.error().detail;
  const Draw* const draw = &std::get<Draw>(*read);
  EXPECT_EQ(draw->job, 7U);
  EXPECT_EQ(draw->codec, Codec::h265);
  EXPECT_EQ(as_text(draw->config.view()), "config");
  EXPECT_EQ(as_text(draw->key_frame.view()), "picture");
  ASSERT_EQ(draw->wishes.size(), 2U);
  EXPECT_EQ(draw->wishes[1].width, 160);
  EXPECT_EQ(draw->wishes[1].height, 90);
  EXPECT_EQ(draw->wishes[1].bytes_max, 8'000U);
}

TEST(WorkerMessage, a_stream_is_read_as_it_was_written) {
  const Begin begin{.codec = Codec::av1, .config = SharedBytes("c"), .height = 480, .kbps = 900};
  const auto began = read_to_worker(body_of(joined(write(begin))));
  ASSERT_TRUE(began);
  EXPECT_EQ(std::get<Begin>(*began).height, 480);
  EXPECT_EQ(std::get<Begin>(*began).kbps, 900U);
  EXPECT_EQ(as_text(std::get<Begin>(*began).config.view()), "c");
  const Feed feed{.dts = 5'000'000'000, .pts = 5'000'033'333, .key = true, .payload = SharedBytes("nal")};
  const auto fed = read_to_worker(body_of(joined(write(feed))));
  ASSERT_TRUE(fed);
  EXPECT_EQ(std::get<Feed>(*fed).dts, feed.dts);
  EXPECT_EQ(std::get<Feed>(*fed).pts, feed.pts);
  EXPECT_TRUE(std::get<Feed>(*fed).key);
  const auto config = read_from_worker(body_of(write(SmallConfig{854, 480, SharedBytes("avcC")})));
  ASSERT_TRUE(config);
  EXPECT_EQ(std::get<SmallConfig>(*config).width, 854);
  EXPECT_EQ(as_text(std::get<SmallConfig>(*config).record.view()), "avcC");
  const auto frame = read_from_worker(body_of(write(SmallFrame{7, true, SharedBytes("nal")})));
  ASSERT_TRUE(frame);
  EXPECT_EQ(std::get<SmallFrame>(*frame).pts, 7);
  EXPECT_TRUE(std::get<SmallFrame>(*frame).key);
}

TEST(WorkerMessage, the_answers_are_read_as_they_were_written) {
  EXPECT_EQ(std::get<Hello>(*read_from_worker(body_of(write(Hello{})))).speaks, version);
  EXPECT_EQ(std::get<NotDrawn>(*read_from_worker(body_of(write(NotDrawn{4})))).job, 4U);
  const auto read = read_from_worker(body_of(write(two_pictures())));
  const auto& drawn = std::get<Drawn>(*read);
  EXPECT_EQ(drawn.job, 9U);
  ASSERT_EQ(drawn.pictures.size(), 2U);
  EXPECT_EQ(drawn.pictures[0].width, 480);
  EXPECT_EQ(drawn.pictures[1].height, 90);
  EXPECT_EQ(drawn.pictures[1].jpeg.size(), smallest_jpeg.size());
}

TEST(WorkerMessage, cut_anywhere_it_is_refused) {
  const Bytes order = body_of(joined(write(a_draw()))), answer = body_of(write(two_pictures()));
  for (std::size_t i = 0; i < order.size(); ++i) EXPECT_FALSE(read_to_worker(ByteView(order).first(i))) << i;
  for (std::size_t i = 0; i < answer.size(); ++i)
    EXPECT_FALSE(read_from_worker(ByteView(answer).first(i))) << i;
}

TEST(WorkerMessage, what_an_exploited_worker_might_say_is_refused) {
  const auto refused = [](Bytes message) { return !read_from_worker(message); };
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused({0}));
  EXPECT_TRUE(refused({6, 0, 0, 0, 1}));
  EXPECT_TRUE(refused({4, 0, 0, 0, 9, 0, 0, 0, 1, 'c'}));                    // no width
  EXPECT_TRUE(refused({4, 9, 0, 0, 9, 0, 0, 0, 1, 'c'}));                    // 2,304 pixels
  EXPECT_TRUE(refused({5, 0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 'f'}));  // a time beyond all time
  EXPECT_TRUE(refused({5, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 'f'}));     // neither key nor not
  EXPECT_TRUE(refused({1, 0, 1, 0}));                                        // bytes behind a hello
  EXPECT_TRUE(refused({2, 0, 0, 0, 9, 0}));                                  // no picture
  EXPECT_TRUE(refused({2, 0, 0, 0, 9, 5}));                                  // more than were ever asked for
  const auto with_picture = [](std::uint16_t width, std::uint16_t height, const Bytes& jpeg) {
    return body_of(write(Drawn{9, {{width, height, SharedBytes(jpeg)}}}));
  };
  EXPECT_FALSE(refused(with_picture(side_max, 1, smallest_jpeg)));
  EXPECT_TRUE(refused(with_picture(side_max + 1, 1, smallest_jpeg)));
  EXPECT_TRUE(refused(with_picture(0, 9, smallest_jpeg)));
  EXPECT_TRUE(refused(with_picture(16, 9, {})));
  EXPECT_TRUE(refused(with_picture(16, 9, {'<', 's', 'c', 'r'})));  // is no JPEG
  EXPECT_TRUE(refused(with_picture(16, 9, {0xFF, 0xD8, 0xFF})));
  Bytes large(picture_max + 1);
  std::ranges::copy(smallest_jpeg, large.begin());
  large[picture_max - 1] = 0xFF;
  large[picture_max] = 0xD9;
  EXPECT_TRUE(refused(with_picture(16, 9, large)));
}

TEST(WorkerMessage, an_order_beyond_its_limits_is_refused) {
  const auto refused = [](const Draw& draw) { return !read_to_worker(body_of(joined(write(draw)))); };
  const auto with = [](auto change) {
    Draw draw = a_draw();
    change(draw);
    return draw;
  };
  EXPECT_FALSE(refused(a_draw()));
  EXPECT_TRUE(refused(with([](Draw& draw) { draw.codec = static_cast<Codec>(4); })));
  EXPECT_TRUE(refused(with([](Draw& draw) { draw.wishes.clear(); })));
  EXPECT_TRUE(refused(with([](Draw& draw) { draw.wishes.resize(5, draw.wishes[0]); })));
  EXPECT_TRUE(refused(with([](Draw& draw) { draw.wishes[0].width = 15; })));
  EXPECT_TRUE(refused(with([](Draw& draw) { draw.wishes[0].height = side_max + 1; })));
  EXPECT_TRUE(refused(with([](Draw& draw) { draw.wishes[0].bytes_max = picture_max + 1; })));
  EXPECT_TRUE(refused(with([](Draw& draw) { draw.config = SharedBytes(Bytes(config_max + 1)); })));
  EXPECT_TRUE(refused(with([](Draw& draw) { draw.key_frame = {}; })));
}

}  // namespace
}  // namespace lyceum::worker
