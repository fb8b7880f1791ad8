#include "wire/rtmp/stream_key.hpp"

#include <gtest/gtest.h>

namespace lyceum::rtmp {
namespace {

TEST(StreamKey, is_the_stream_name_of_obs_and_ffmpeg) {
  EXPECT_EQ(find_stream_key("live", "rtmp://h:1935/live", "KEY"), "KEY");
  EXPECT_EQ(find_stream_key("live/", "rtmp://h/live/", "/KEY/"), "KEY");
}

TEST(StreamKey, loses_its_query) {
  EXPECT_EQ(find_stream_key("live", "rtmp://h/live", "KEY?vhost=x&a=1"), "KEY");
}

TEST(StreamKey, is_found_in_the_app_when_there_is_only_one_field) {
  EXPECT_EQ(find_stream_key("live/KEY", "rtmp://h/live/KEY", ""), "KEY");
  EXPECT_EQ(find_stream_key("KEY", "rtmp://h/KEY", ""), "KEY");
  EXPECT_EQ(find_stream_key("live/KEY?x=1", "rtmp://h/live/KEY?x=1", "?"), "KEY");
}

TEST(StreamKey, is_found_in_every_query) {
  EXPECT_EQ(find_stream_key("live", "rtmp://h/live", "stream?a=b&key=KEY"), "KEY");
  EXPECT_EQ(find_stream_key("live?key=KEY", "rtmp://h/live?key=KEY", "stream"), "KEY");
  EXPECT_EQ(find_stream_key("live", "rtmp://h/live?key=KEY", "stream"), "KEY");
  EXPECT_EQ(find_stream_key("live", "", "stream?a=b?key=KEY&c"), "KEY");
}

TEST(StreamKey, a_tc_url_cut_in_the_middle_does_not_matter) {
  EXPECT_EQ(find_stream_key("live?x=1&key=KEY", "rtmp://h/live?x=1&ke", "s"), "KEY");
}

TEST(StreamKey, is_empty_when_there_is_none) {
  EXPECT_EQ(find_stream_key("", "", ""), "");
  EXPECT_EQ(find_stream_key("/", "rtmp://h/", "?key="), "");
}

}  // namespace
}  // namespace lyceum::rtmp
