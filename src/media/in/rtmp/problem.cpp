#include "media/in/rtmp/problem.hpp"

namespace lyceum::media {
namespace {

Error problem(std::string_view code, std::string_view en, std::string_view zh) {
  return {.status = 415, .code = code, .en = en, .zh = zh, .detail = {}};
}

}  // namespace

Error problem_video_codec() {
  return problem("video_codec", "The picture's codec cannot be used in a class. Choose H.264 in the encoder.",
                 "课堂不支持当前的视频编码，请在推流软件中选择 H.264。");
}
Error problem_audio_mp3() {
  return problem("audio_mp3", "The sound is MP3, which a class cannot carry. Choose AAC in the encoder.",
                 "声音编码是 MP3，课堂无法传送，请在推流软件中选择 AAC。");
}
Error problem_audio_codec() {
  return problem("audio_codec", "The sound's codec cannot be used in a class. Choose AAC in the encoder.",
                 "课堂不支持当前的音频编码，请在推流软件中选择 AAC。");
}
Error problem_video_10_bit() {
  return problem("video_10_bit",
                 "The picture has more than 8 bits a colour, which many browsers cannot play. Choose NV12 as "
                 "colour format.",
                 "画面的色深超过 8 位，许多浏览器无法播放。请把颜色格式改为 NV12。");
}
Error problem_video_chroma() {
  return problem("video_chroma",
                 "The picture is not 4:2:0, which many browsers cannot play. Choose NV12 as colour format.",
                 "画面不是 4:2:0 采样，许多浏览器无法播放。请把颜色格式改为 NV12。");
}
Error problem_audio_he_aac() {
  return problem("audio_he_aac",
                 "The sound is HE-AAC, which some browsers cannot play. Choose AAC (LC) in the encoder.",
                 "声音编码是 HE-AAC，部分浏览器无法播放。请在推流软件中选择 AAC（LC）。");
}

}  // namespace lyceum::media
