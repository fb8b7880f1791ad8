#include "wire/rtmp/enhanced.hpp"

#include <algorithm>
#include <array>

namespace lyceum::rtmp {
namespace {

constexpr std::array<std::string_view, 3> video_codecs{"avc1", "hvc1", "av01"};
constexpr std::array<std::string_view, 2> audio_codecs{"mp4a", "Opus"};
constexpr double can_forward = 4;          // FourCcInfoMask
constexpr unsigned mod_ex = 0x04;          // CapsExMask: ModEx packets,
constexpr unsigned timestamp_nano = 0x08;  // and in them nanosecond offsets

template <std::size_t Count>
bool among(const std::array<std::string_view, Count>& known, std::string_view name) {
  return std::find(known.begin(), known.end(), name) != known.end();
}

amf::Array common_list(const amf::Array& offered) {
  amf::Array common;
  for (const amf::Value& value : offered) {
    const std::string_view name = value.text();
    if (among(video_codecs, name) || among(audio_codecs, name)) common.push_back(value);
    if (name != "*") continue;
    for (const std::string_view codec : video_codecs) common.emplace_back(std::string(codec));
    for (const std::string_view codec : audio_codecs) common.emplace_back(std::string(codec));
    break;
  }
  return common;
}

template <std::size_t Count>
amf::Object common_map(const amf::Value& offered, const std::array<std::string_view, Count>& known) {
  amf::Object common;
  for (const std::string_view codec : known)
    if (offered.find(codec) || offered.find("*")) common.members.push_back({std::string(codec), can_forward});
  return common;
}

}  // namespace

std::vector<amf::Member> common_capabilities(const amf::Value& connect_object) {
  std::vector<amf::Member> common;
  if (const auto* list = connect_object.find("fourCcList"); list && list->array())
    common.push_back({"fourCcList", common_list(*list->array())});
  if (const auto* map = connect_object.find("videoFourCcInfoMap"); map && map->object())
    common.push_back({"videoFourCcInfoMap", common_map(*map, video_codecs)});
  if (const auto* map = connect_object.find("audioFourCcInfoMap"); map && map->object())
    common.push_back({"audioFourCcInfoMap", common_map(*map, audio_codecs)});
  if (const auto* caps = connect_object.find("capsEx")) {
    const double offered = std::clamp(caps->number_or(0), 0.0, 255.0);  // NaN stays NaN and is 0 below
    const unsigned bits = offered >= 0 ? static_cast<unsigned>(offered) : 0U;
    common.push_back({"capsEx", static_cast<double>(bits & (mod_ex | timestamp_nano))});
  }
  return common;
}

}  // namespace lyceum::rtmp
