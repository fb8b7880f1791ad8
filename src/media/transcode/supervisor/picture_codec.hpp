// What a worker is told of a track's codec.
#pragma once

#include "media/frame/frame.hpp"
#include "wire/worker/message.hpp"

#include <optional>

namespace lyceum::media {

// None: sound.
std::optional<worker::Codec> picture_codec(const TrackConfig& config);

}  // namespace lyceum::media
