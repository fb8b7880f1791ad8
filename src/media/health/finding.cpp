#include "media/health/finding.hpp"

#include <cmath>

namespace lyceum::media {
namespace {

struct Line {
  std::string_view code;
  FindingLevel level;
  std::string_view en, zh;  // {a} and {b} are numbers
  std::string_view fix_en, fix_zh;
};

using enum FindingLevel;

// In the order of FindingKind. Menus in the words of OBS Studio 29 to 32.
constexpr std::array<Line, finding_kinds> lines{{
    {"nothing_arrives", bad, "The encoder is connected, but nothing has arrived for {a} s.",
     "推流软件已连接，但 {a} 秒没有收到任何数据。",
     "Look at your network first (cable instead of Wi-Fi). In OBS: stop streaming and start it again.",
     "先检查网络（尽量用网线）。在 OBS 中停止直播后重新开始。"},
    {"no_sound", bad, "The picture arrives, but no sound for {a} s.", "有画面，但已有 {a} 秒没有声音。",
     "OBS: Settings → Audio → Global Audio Devices → Mic/Auxiliary Audio: choose your microphone.",
     "OBS：设置 → 音频 → 全局音频设备 → 麦克风/辅助音频，选择正在使用的麦克风。"},
    {"picture_stopped", bad, "The picture stopped {a} s ago; learners hear you but see a still.",
     "画面在 {a} 秒前停住了，学员只能听到声音。",
     "The encoder may be overloaded: close other programs. In OBS: stop streaming and start it again.",
     "编码可能过载：关闭其他程序。在 OBS 中停止直播后重新开始。"},
    {"no_key_frame", bad, "No key frame for {a} s: whoever comes in now sees no picture.",
     "已有 {a} 秒没有关键帧，现在进来的学员看不到画面。",
     "OBS: Settings → Output → Output Mode: Advanced → Streaming → Keyframe Interval: 2 s.",
     "OBS：设置 → 输出 → 输出模式选“高级” → 直播 → 关键帧间隔填 2。"},
    {"upload_too_slow", bad, "Your upload is too slow: the class arrives {a} s late, and more and more so.",
     "上行带宽不够：画面和声音迟到 {a} 秒，而且越来越晚。",
     "OBS: Settings → Output → Video Bitrate: lower it by a third; and Settings → Advanced → Network → "
     "Dynamically change bitrate to manage congestion.",
     "OBS：设置 → 输出 → 视频码率，降低三分之一；并在 设置 → 高级 → 网络 勾选“动态调整码率以应对网络拥堵”。"},
    {"server_drops", warn, "This server could not keep up and left out {a} frames for some viewers.",
     "服务器负载过高，部分学员少收到 {a} 帧。", "Nothing to change in OBS. Tell whoever runs this server.",
     "不需要修改 OBS。请告诉网站的管理员。"},
    {"pictures_lost", warn, "{a} % of the pictures are left out because the line is congested.",
     "网络拥堵，{a}% 的画面被丢弃。",
     "OBS: Settings → Output → Video Bitrate: lower it; and Settings → Advanced → Network → Dynamically "
     "change bitrate to manage congestion. A cable is better than Wi-Fi.",
     "OBS：设置 → 输出 → 视频码率，调低；并在 设置 → 高级 → 网络 "
     "勾选“动态调整码率以应对网络拥堵”。网线比无线稳定。"},
    {"pictures_not_made", warn, "{a} % of the pictures are missing: the encoder does not keep up.",
     "缺少 {a}% 的画面：编码跟不上。",
     "OBS: Settings → Output → Video Encoder: Hardware, or Encoder Preset: superfast; or Settings → Video → "
     "Output (Scaled) Resolution: smaller.",
     "OBS：设置 → 输出 → 视频编码器选“硬件”，或编码器预设选 superfast；或 设置 → 视频 → "
     "输出（缩放）分辨率调小。"},
    {"few_pictures", warn, "Only {a} pictures a second arrive instead of {b}; movement stutters.",
     "每秒只有 {a} 帧（应有 {b} 帧），动作会不流畅。",
     "OBS: Settings → Video → Common FPS Values: 30; close programs that use much processor.",
     "OBS：设置 → 视频 → 常用帧率选 30；并关闭占用处理器的程序。"},
    {"upload_unsteady", warn,
     "The encoder's line stutters: data stops for up to {a} s and then comes all at once.",
     "网络不稳：数据会中断最长 {a} 秒，然后一起到达。",
     "Use a cable instead of Wi-Fi, and stop other uploads. In OBS: Settings → Output → Video Bitrate: lower "
     "it.",
     "用网线代替无线，暂停其他上传。OBS：设置 → 输出 → 视频码率，调低。"},
    {"digital_silence", warn, "The sound has been completely silent for {a} s. Is the microphone muted?",
     "声音已完全静音 {a} 秒。麦克风是否被静音？",
     "OBS: Audio Mixer → the loudspeaker beside your microphone; Settings → Audio → Mic/Auxiliary Audio.",
     "OBS：混音器里麦克风旁的喇叭图标；或 设置 → 音频 → 麦克风/辅助音频。"},
    {"sound_drifts", warn, "Sound and picture drift apart, by {a} ms so far.",
     "声音和画面逐渐不同步，目前相差 {a} 毫秒。",
     "OBS: Settings → Audio → Sample Rate: 48 kHz, and the same in the system's settings of the microphone; "
     "then stop streaming and start it again.",
     "OBS：设置 → 音频 → 采样率选 48 kHz，并在系统里把麦克风也设为 48 kHz；然后停止直播后重新开始。"},
    {"video_codec", warn, "The picture is not H.264, which some phones and browsers cannot play.",
     "画面不是 H.264 编码，部分手机和浏览器无法播放。",
     "OBS: Settings → Output → Video Encoder: one with H.264.",
     "OBS：设置 → 输出 → 视频编码器选带 H.264 的。"},
    {"audio_codec", warn, "The sound is not AAC, which some browsers cannot play.",
     "声音不是 AAC 编码，部分浏览器无法播放。", "OBS: Settings → Output → Audio Encoder: AAC.",
     "OBS：设置 → 输出 → 音频编码器选 AAC。"},
    {"no_picture", hint, "There is sound alone; learners see no picture.", "目前只有声音，没有画面。",
     "If there should be a picture: OBS → Sources → + → Display Capture or Video Capture Device.",
     "如果需要画面：OBS → 来源 → + → 显示器采集或视频采集设备。"},
    {"bitrate_high", hint, "The picture has {a} kbps, more than some learners' networks carry.",
     "画面码率为 {a} kbps，部分学员的网络可能跟不上。",
     "OBS: Settings → Output → Video Bitrate: 2000 to 4000 is good for 720p.",
     "OBS：设置 → 输出 → 视频码率，720p 建议 2000–4000。"},
    {"bitrate_low", hint, "The picture has only {a} kbps; small text may be hard to read.",
     "画面码率只有 {a} kbps，小字可能看不清。",
     "OBS: Settings → Output → Video Bitrate: 2000 or more for 720p, if your upload allows.",
     "OBS：设置 → 输出 → 视频码率，上行带宽允许时 720p 建议 2000 以上。"},
    {"key_frames_far_apart", hint,
     "A key frame comes only every {a} s: learners who join wait longer, or start up to {a} s behind.",
     "每 {a} 秒才有一个关键帧：刚进来的学员要多等，或者落后最多 {a} 秒。",
     "OBS: Settings → Output → Output Mode: Advanced → Streaming → Keyframe Interval: 2 s.",
     "OBS：设置 → 输出 → 输出模式选“高级” → 直播 → 关键帧间隔填 2。"},
    {"b_frames", hint, "The picture has B-frames, which cost about a tenth of a second.",
     "画面含有 B 帧，会多出约 0.1 秒延迟。",
     "OBS: Settings → Output → Output Mode: Advanced → Streaming → Tune: zerolatency (x264), or Max "
     "B-frames: 0 (hardware).",
     "OBS：设置 → 输出 → 输出模式选“高级” → 直播 → 微调（Tune）选 zerolatency（x264），或最大 B 帧填 "
     "0（硬件编码）。"},
    {"clock_drifts", hint, "The encoder's clock is off by {a} s an hour.",
     "推流设备的时钟每小时偏差 {a} 秒。",
     "Nothing to change in OBS; a long class may need the stream restarted in a break.",
     "不需要修改 OBS；课程很长时，可在课间重新开始直播。"},
}};
static_assert(lines.size() == static_cast<std::size_t>(FindingKind::clock_drifts) + 1);

const Line& line_of(FindingKind kind) { return lines.at(static_cast<std::size_t>(kind)); }

// One decimal below ten, none above.
std::string shown(double value) {
  const double size = std::abs(value);
  const auto tenths = static_cast<std::int64_t>(std::round(size * 10));
  if (size >= 10 || tenths % 10 == 0) return std::to_string(static_cast<std::int64_t>(std::round(size)));
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

std::string filled(std::string_view text, const Finding& finding) {
  std::string out;
  while (true) {
    const auto brace = text.find('{');
    out += text.substr(0, brace);
    if (brace == text.npos) return out;
    out += shown(text[brace + 1] == 'a' ? finding.a : finding.b);
    text.remove_prefix(brace + 3);
  }
}

}  // namespace

std::string_view finding_code(FindingKind kind) { return line_of(kind).code; }
FindingLevel finding_level(FindingKind kind) { return line_of(kind).level; }

std::string_view finding_level_name(FindingLevel level) {
  constexpr std::array<std::string_view, 3> names{"bad", "warn", "hint"};
  return names.at(static_cast<std::size_t>(level));
}

FindingWords finding_words(const Finding& finding) {
  const Line& line = line_of(finding.kind);
  return {filled(line.en, finding), filled(line.zh, finding), line.fix_en, line.fix_zh};
}

}  // namespace lyceum::media
