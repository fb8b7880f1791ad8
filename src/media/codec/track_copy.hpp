// Tracks that browsers play as they are: H.264 with 4:2:0 in eight bits up to 1080p60, upright; AAC in one or
// two channels.
#pragma once

#include "media/codec/track_reader.hpp"

namespace lyceum::media {

inline constexpr int long_side_max = 1920, short_side_max = 1088;  // pixels of a picture
inline constexpr int fps_max = 61;

// Null: it must be coded again.
std::unique_ptr<TrackReader> copy_picture(const Formats& formats, const OpenedFile& file);
std::unique_ptr<TrackReader> copy_sound(const OpenedFile& file);

// The matrix by which a picture is to be turned before it is shown; null: not at all.
const std::int32_t* display_matrix(const Formats& formats, const AVStream& picture);

}  // namespace lyceum::media
