// What an encoder sends that cannot be carried, or that many viewers cannot play: said to the lecturer in the
// studio instead of failing silently. Code and sentences are those of an Error; its status means nothing
// here.
#pragma once

#include "base/result/error.hpp"

namespace lyceum::media {

// Cannot be carried: the track is left out.
Error problem_video_codec();  // VP8, VP9, H.263 …
Error problem_audio_mp3();
Error problem_audio_codec();  // Speex, FLAC, AC-3 …
// Carried, but many viewers cannot play it.
Error problem_video_10_bit();
Error problem_video_chroma();  // 4:2:2, 4:4:4
Error problem_audio_he_aac();

}  // namespace lyceum::media
