#include "api/lesson/stream_view.hpp"

#include "api/json/time.hpp"
#include "api/view/view.hpp"
#include "media/frame/codec_name.hpp"

#include <cmath>

namespace lyceum::api {
namespace {

namespace json = boost::json;
using media::HealthSecond;

json::value text_or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return json::value(text);
}

std::string_view in(net::Language language, std::string_view en, std::string_view zh) {
  return language == net::Language::zh ? zh : en;
}

json::value video_view(const std::optional<media::VideoStats>& video) {
  if (!video) return nullptr;
  return {{"codec", media::codec_name(video->codec)},
          {"width", video->width},
          {"height", video->height},
          {"fps", video->fps},
          {"bitrate_kbps", video->bitrate_kbps},
          {"keyframe_interval_ms", video->keyframe_interval.count()},
          {"b_frames", video->b_frames}};
}

json::value audio_view(const std::optional<media::AudioStats>& audio) {
  if (!audio) return nullptr;
  return {{"codec", media::codec_name(audio->codec)},
          {"sample_rate", audio->sample_rate},
          {"channels", audio->channels},
          {"bitrate_kbps", audio->bitrate_kbps}};
}

json::array problem_views(const std::vector<Error>& problems, net::Language language) {
  json::array views;
  for (const Error& each : problems)
    views.push_back(json::object{{"code", each.code}, {"message", in(language, each.en, each.zh)}});
  return views;
}

json::array finding_views(const std::vector<media::Finding>& findings, net::Language language) {
  json::array views;
  for (const media::Finding& each : findings) {
    const auto words = media::finding_words(each);
    views.push_back(json::object{{"code", media::finding_code(each.kind)},
                                 {"level", media::finding_level_name(media::finding_level(each.kind))},
                                 {"message", in(language, words.en, words.zh)},
                                 {"fix", in(language, words.fix_en, words.fix_zh)},
                                 {"seconds", each.seconds}});
  }
  return views;
}

json::value refused_view(const std::optional<lesson::RefusedEncoder>& refused) {
  if (!refused) return nullptr;
  return {{"remote", refused->remote}, {"at", format_time(refused->at)}};
}

json::value kicked_view(const std::optional<lesson::KickedEncoder>& kicked) {
  if (!kicked) return nullptr;
  return {{"words", kicked->words}, {"at", format_time(kicked->at)}};
}

// A second's bytes as kbps.
std::uint64_t kbps(std::uint32_t bytes) { return (std::uint64_t{bytes} * 8 + 500) / 1000; }

}  // namespace

json::object stream_view(const lesson::StreamStatus& status, net::Language language) {
  const media::HealthReport& health = status.health;
  const auto since = status.publishing ? std::optional(status.since) : std::nullopt;
  json::value clock = nullptr, sound = nullptr;
  if (health.clock_ppm) clock = std::round(*health.clock_ppm);
  if (health.sound_ahead_ms) sound = *health.sound_ahead_ms;
  return {{"publishing", status.publishing},
          {"encoder", text_or_null(status.publisher.encoder)},
          {"remote", text_or_null(status.publisher.remote)},
          {"protocol", text_or_null(status.publisher.protocol)},
          {"since", time_or_null(since)},
          {"back_by", time_or_null(status.back_by)},
          {"video", video_view(health.stats.video)},
          {"audio", audio_view(health.stats.audio)},
          {"clock_ppm", std::move(clock)},
          {"sound_ahead_ms", std::move(sound)},
          {"findings", finding_views(health.findings, language)},
          {"problems", problem_views(status.problems, language)},
          {"refused", refused_view(status.refused)},
          {"kicked", kicked_view(status.kicked)}};
}

json::object series_view(const lesson::StreamStatus& status, std::int64_t after) {
  const media::HealthSeries& series = status.health.series;
  const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(status.newest_second - after, 0));
  const std::size_t count = std::min(series.size(), wanted);
  const auto column = [&](auto value) {
    json::array list;
    for (std::size_t back = count; back > 0; --back) list.emplace_back(value(series.back(back - 1)));
    return list;
  };
  return {{"newest", series.size() == 0 ? 0 : status.newest_second},
          {"publishing", column([](const HealthSecond& each) { return each.publishing; })},
          {"video_kbps", column([](const HealthSecond& each) { return kbps(each.video_bytes); })},
          {"audio_kbps", column([](const HealthSecond& each) { return kbps(each.audio_bytes); })},
          {"fps", column([](const HealthSecond& each) { return each.video_frames; })},
          {"keyframe_ms", column([](const HealthSecond& each) { return each.keyframe_ms; })},
          {"missing", column([](const HealthSecond& each) { return each.missing; })},
          {"dropped", column([](const HealthSecond& each) { return each.dropped; })},
          {"late_ms", column([](const HealthSecond& each) { return each.late_ms; })},
          {"stall_ms", column([](const HealthSecond& each) { return each.stall_ms; })}};
}

std::int64_t bitrate_kbps(const lesson::StreamStatus& status) {
  if (!status.publishing) return 0;
  const media::StreamStats& stats = status.health.stats;
  return (stats.video ? stats.video->bitrate_kbps : 0) + (stats.audio ? stats.audio->bitrate_kbps : 0);
}

json::value fault_view(const std::optional<Error>& fault, net::Language language) {
  if (!fault) return nullptr;
  return {{"code", fault->code}, {"message", in(language, fault->en, fault->zh)}};
}

}  // namespace lyceum::api
