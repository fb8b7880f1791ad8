#include "media/in/rtmp/encoder_words.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace lyceum::media {
namespace {

TEST(EncoderWords, are_those_of_obs) {
  const amf::Value told(amf::Object{{{"framerate", 30.0},
                                     {"videodatarate", 2500.0},
                                     {"audiodatarate", 128.0},
                                     {"encoder", "obs-output module (libobs version 29.0.2)"}},
                                    true});
  const EncoderWords words = encoder_words(told);
  EXPECT_EQ(words.name, "obs-output module (libobs version 29.0.2)");
  EXPECT_EQ(words.fps, 30);
  EXPECT_EQ(words.video_kbps, 2500U);
  EXPECT_EQ(words.audio_kbps, 128U);
}

TEST(EncoderWords, beyond_reason_count_as_not_said) {
  for (const double wrong :
       {-1.0, 0.0, 1e12, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    const EncoderWords words =
        encoder_words(amf::Object{{{"framerate", wrong}, {"videodatarate", wrong}}, true});
    EXPECT_EQ(words.fps, 0) << wrong;
    EXPECT_EQ(words.video_kbps, 0U) << wrong;
  }
  EXPECT_EQ(encoder_words(amf::Object{{{"framerate", "thirty"}, {"encoder", 7.0}}, true}).name, "");
  EXPECT_EQ(encoder_words(amf::Value(3.0)).fps, 0);
}

TEST(EncoderWords, a_name_is_short_and_plain) {
  EXPECT_EQ(encoder_name("a\nb\xff"
                         "c"),
            "a?b?c");
  EXPECT_EQ(encoder_name(std::string(300, 'x')).size(), 100U);
}

}  // namespace
}  // namespace lyceum::media
