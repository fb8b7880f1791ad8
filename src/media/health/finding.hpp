// What can be said about a stream to its lecturer: a plain sentence, and the setting of OBS that changes it,
// in both languages.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace lyceum::media {

// In the order in which they are shown: the worst first. A number in the comment is a or b of the Finding.
enum class FindingKind : std::uint8_t {
  nothing_arrives,       // connected, and silent for a seconds
  no_sound,              // pictures come, sound does not, for a seconds
  picture_stopped,       // the picture has ended a seconds ago, the sound goes on
  no_key_frame,          // none for a seconds: nobody can come in
  upload_too_slow,       // even the fastest data is a seconds late
  server_drops,          // this server left out a frames in half a minute
  pictures_lost,         // a per cent, on a line that is late
  pictures_not_made,     // a per cent, on a line that is not
  few_pictures,          // a a second come, b should
  upload_unsteady,       // data stops for up to a seconds
  digital_silence,       // a seconds of sound frames that hold nothing
  sound_drifts,          // the sound comes a milliseconds before its picture (negative: after)
  video_codec,           // not H.264
  audio_codec,           // not AAC
  no_picture,            // sound alone, from the beginning
  bitrate_high,          // a kbps
  bitrate_low,           // a kbps
  key_frames_far_apart,  // one every a seconds
  b_frames,
  clock_drifts,  // by a seconds an hour
};
inline constexpr std::size_t finding_kinds = 20;

enum class FindingLevel : std::uint8_t {
  bad,   // learners notice it now
  warn,  // some do, or will
  hint,  // could be better
};

struct Finding {
  FindingKind kind{};
  double a = 0, b = 0;
  std::uint32_t seconds = 0;  // for how long it has been so

  bool operator==(const Finding&) const = default;
};

// Stable, snake_case.
std::string_view finding_code(FindingKind kind);
FindingLevel finding_level(FindingKind kind);
std::string_view finding_level_name(FindingLevel level);

struct FindingWords {
  std::string en, zh;               // what is so
  std::string_view fix_en, fix_zh;  // what to do about it
};
FindingWords finding_words(const Finding& finding);

}  // namespace lyceum::media
