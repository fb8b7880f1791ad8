#include "media/transcode/picture/key_frame_picker.hpp"

#include "media/frame/synthetic_stream.hpp"

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

using std::chrono::seconds;

const Mono start{std::chrono::hours(1)};

FramePtr frame(bool key = true, std::shared_ptr<const TrackConfig> config = synthetic_video_config()) {
  auto made = std::make_shared<Frame>();
  made->config = std::move(config);
  made->key = key;
  made->payload = SharedBytes("picture");
  return made;
}

TEST(KeyFramePicker, the_first_key_frame_and_then_one_in_ten_seconds) {
  KeyFramePicker picker(seconds(10), seconds(600));
  EXPECT_FALSE(picker.wants(*frame(false), start));
  EXPECT_TRUE(picker.wants(*frame(), start));
  picker.taken(start);
  picker.answered(false);
  EXPECT_FALSE(picker.wants(*frame(), start + seconds(9)));
  EXPECT_TRUE(picker.wants(*frame(), start + seconds(10)));
}

TEST(KeyFramePicker, one_picture_at_a_time) {
  KeyFramePicker picker(seconds(10), seconds(600));
  picker.taken(start);
  EXPECT_FALSE(picker.wants(*frame(), start + seconds(60)));
  picker.answered(false);
  EXPECT_TRUE(picker.wants(*frame(), start + seconds(60)));
}

TEST(KeyFramePicker, what_is_in_vain_is_tried_more_and_more_seldom) {
  KeyFramePicker picker(seconds(10), seconds(30));
  Mono now = start;
  for (const int distance : {20, 30, 30}) {
    picker.taken(now);
    picker.answered(true);
    EXPECT_FALSE(picker.wants(*frame(), now + seconds(distance - 1)));
    EXPECT_TRUE(picker.wants(*frame(), now + seconds(distance)));
    now += seconds(distance);
  }
  picker.taken(now);
  picker.answered(false);
  EXPECT_TRUE(picker.wants(*frame(), now + seconds(10)));
}

TEST(KeyFramePicker, sound_and_what_is_too_large_are_left_alone) {
  const KeyFramePicker picker(seconds(10), seconds(600));
  EXPECT_FALSE(picker.wants(*frame(true, synthetic_audio_config()), start));
  auto large = std::make_shared<Frame>(*frame());
  large->payload = SharedBytes(Bytes(worker::key_frame_max + 1));
  EXPECT_FALSE(picker.wants(*large, start));
  auto odd = std::make_shared<TrackConfig>(*synthetic_video_config());
  odd->decoder_config = {};
  EXPECT_FALSE(picker.wants(*frame(true, odd), start));
}

}  // namespace
}  // namespace lyceum::media
