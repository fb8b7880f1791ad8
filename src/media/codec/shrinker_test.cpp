#include "media/codec/shrinker.hpp"

#include "media/codec/still.hpp"
#include "media/codec/test_picture.hpp"
#include "wire/avc/h264.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

const Ffmpeg& ffmpeg() {
  static const auto loaded = Ffmpeg::load();
  if (!loaded) std::abort();
  return *loaded;
}

struct Encoded {
  Bytes record;  // body of avcC
  std::vector<worker::Feed> frames;
};

// A stream of red and blue, as x264 makes it.
Encoded encoded(int width, int height, int count, int fps, int gop, int b_frames) {
  Encoded made;
  const AVCodec* const codec = ffmpeg().avcodec_find_encoder_by_name("libx264");
  const auto context = new_context(ffmpeg(), codec);
  context->width = width;
  context->height = height;
  context->pix_fmt = AV_PIX_FMT_YUV420P;
  context->time_base = {1, 1'000'000};
  context->framerate = {fps, 1};
  context->gop_size = gop;
  context->max_b_frames = b_frames;
  context->thread_count = 1;
  context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  ffmpeg().av_opt_set(context->priv_data, "preset", "veryfast", 0);
  ffmpeg().av_opt_set(context->priv_data, "sc_threshold", "0", 0);
  if (ffmpeg().avcodec_open2(context.get(), codec, nullptr) < 0) std::abort();
  made.record = test_picture::avcc(avc::split_start_codes(
      ByteView(context->extradata, static_cast<std::size_t>(context->extradata_size))));
  const auto packet = new_packet(ffmpeg());
  const auto take = [&] {
    while (ffmpeg().avcodec_receive_packet(context.get(), packet.get()) >= 0) {
      const ByteView bytes(packet->data, static_cast<std::size_t>(packet->size));
      made.frames.push_back(
          {.dts = packet->dts + 1'000'000,
           .pts = packet->pts + 1'000'000,
           .key = (packet->flags & AV_PKT_FLAG_KEY) != 0,
           .payload = SharedBytes(avc::join_length_prefixed(avc::split_start_codes(bytes)))});
      ffmpeg().av_packet_unref(packet.get());
    }
  };
  const auto frame = test_picture::painted(ffmpeg(), width, height);
  for (int i = 0; i < count; ++i) {
    frame->pts = std::int64_t{1'000'000} * i / fps;
    if (ffmpeg().avcodec_send_frame(context.get(), frame.get()) < 0) std::abort();
    take();
  }
  ffmpeg().avcodec_send_frame(context.get(), nullptr);
  take();
  return made;
}

struct Shrunk {
  std::optional<worker::SmallConfig> config;
  std::vector<worker::SmallFrame> frames;
};

Shrunk shrunk(const Encoded& stream, std::uint16_t height) {
  Shrunk made;
  auto shrinker = Shrinker::open(
      ffmpeg(),
      {.codec = worker::Codec::h264, .config = SharedBytes(stream.record), .height = height, .kbps = 900});
  EXPECT_TRUE(shrinker);
  const auto take = [&](const worker::FromWorker& said) {
    if (const auto* config = std::get_if<worker::SmallConfig>(&said)) {
      EXPECT_FALSE(made.config);
      made.config = *config;
    }
    if (const auto* frame = std::get_if<worker::SmallFrame>(&said)) {
      EXPECT_TRUE(made.config) << "before the first frame";
      made.frames.push_back(*frame);
    }
  };
  for (const worker::Feed& frame : stream.frames) EXPECT_TRUE(shrinker->feed(frame, take));
  return made;
}

std::vector<std::int64_t> key_times(const auto& frames) {
  std::vector<std::int64_t> times;
  for (const auto& frame : frames)
    if (frame.key) times.push_back(frame.pts);
  return times;
}

TEST(Shrinker, key_frames_stand_where_the_stream_has_them_and_times_are_its_own) {
  for (const int b_frames : {0, 2}) {
    const Encoded stream = encoded(1280, 720, 75, 25, 25, b_frames);
    const Shrunk small = shrunk(stream, 480);
    ASSERT_TRUE(small.config);
    EXPECT_EQ(small.config->width, 852);
    EXPECT_EQ(small.config->height, 480);
    EXPECT_EQ(key_times(small.frames), key_times(stream.frames));
    ASSERT_GE(small.frames.size(), 70U) << "a few wait in the decoder";
    for (std::size_t i = 0; i < small.frames.size(); ++i)
      EXPECT_EQ(small.frames[i].pts, 1'000'000 + static_cast<std::int64_t>(i) * 40'000);
    const auto record = avc::read_h264_config(small.config->record.view());
    ASSERT_TRUE(record);
    EXPECT_EQ(record->sps.height, 480U);
    EXPECT_EQ(record->sps.reorder_frames.value_or(0), 0U);
    EXPECT_TRUE(avc::split_length_prefixed(small.frames[0].payload.view(), 4));
  }
}

TEST(Shrinker, what_it_makes_can_be_decoded_and_shows_the_same) {
  const Shrunk small = shrunk(encoded(1280, 720, 30, 30, 30, 2), 480);
  worker::Draw order;
  order.config = small.config->record;
  order.key_frame = small.frames.at(0).payload;
  order.wishes = {{852, 480, 100'000}};
  const auto pictures = draw(ffmpeg(), order);
  ASSERT_TRUE(pictures);
  const auto [left, right] = sides_of(ffmpeg(), pictures->at(0));
  EXPECT_GT(left.v, 235) << "red";
  EXPECT_GT(right.u, 235) << "blue";
}

TEST(Shrinker, of_sixty_pictures_a_second_thirty_are_enough) {
  const Shrunk small = shrunk(encoded(640, 360, 120, 60, 60, 0), 180);
  EXPECT_NEAR(static_cast<double>(small.frames.size()), 60, 2);
  EXPECT_EQ(key_times(small.frames).size(), 2U);
}

TEST(Shrinker, broken_frames_are_passed_over) {
  Encoded stream = encoded(640, 360, 60, 30, 30, 0);
  for (std::size_t i = 5; i < 20; ++i) stream.frames[i].payload = SharedBytes("garbage");
  const Shrunk small = shrunk(stream, 180);
  EXPECT_EQ(key_times(small.frames).size(), 2U);
  EXPECT_GE(small.frames.size(), 30U);
}

TEST(Shrinker, nothing_comes_of_a_configuration_that_is_none) {
  Encoded stream = encoded(640, 360, 30, 30, 30, 0);
  stream.record = Bytes{1, 2, 3, 4, 5, 6, 7};
  const Shrunk small = shrunk(stream, 180);
  EXPECT_FALSE(small.config);
  EXPECT_TRUE(small.frames.empty());
}

}  // namespace
}  // namespace lyceum::media
