#include "wire/rtmp/enhanced.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace lyceum::rtmp {
namespace {

amf::Value connect_with(std::string name, amf::Value value) {
  return amf::Object{{{std::move(name), std::move(value)}}, false};
}

TEST(EnhancedRtmp, says_nothing_to_a_client_that_asks_nothing) {
  EXPECT_TRUE(common_capabilities(connect_with("app", "live")).empty());
  EXPECT_TRUE(common_capabilities(amf::Value()).empty());
}

TEST(EnhancedRtmp, echoes_the_codecs_that_are_supported) {
  const auto list =
      common_capabilities(connect_with("fourCcList", amf::Array{"av01", "vp09", "hvc1", "Opus"}));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0], (amf::Member{"fourCcList", amf::Array{"av01", "hvc1", "Opus"}}));

  const amf::Value offered = amf::Object{{{"hvc1", 1.0}, {"vp09", 1.0}}, false};
  const auto map = common_capabilities(connect_with("videoFourCcInfoMap", offered));
  EXPECT_EQ(map[0].value, amf::Value(amf::Object{{{"hvc1", 4.0}}, false}));
}

TEST(EnhancedRtmp, a_star_stands_for_every_codec) {
  EXPECT_EQ(common_capabilities(connect_with("fourCcList", amf::Array{"*"}))[0].value.array()->size(), 5U);
  const auto map = common_capabilities(connect_with("audioFourCcInfoMap", amf::Object{{{"*", 7.0}}, false}));
  EXPECT_EQ(map[0].value.object()->members.size(), 2U);
}

TEST(EnhancedRtmp, capabilities_are_the_common_bits) {
  const auto caps = [](double offered) {
    return common_capabilities(connect_with("capsEx", offered))[0].value.number_or(-1);
  };
  EXPECT_EQ(caps(15), 12);  // reconnect and multitrack are not offered
  EXPECT_EQ(caps(3), 0);
  EXPECT_EQ(caps(-1), 0);
  EXPECT_EQ(caps(std::numeric_limits<double>::quiet_NaN()), 0);
  EXPECT_EQ(caps(1e300), 12);
}

}  // namespace
}  // namespace lyceum::rtmp
