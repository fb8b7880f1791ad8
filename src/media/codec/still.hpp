// A key frame becomes small JPEG pictures. Nothing is kept from one to the next.
#pragma once

#include "media/codec/ffmpeg.hpp"
#include "wire/worker/message.hpp"

namespace lyceum::media {

// In the order of the wishes: each as large as fits its box with square pixels, never larger than the
// picture; as good as its bytes allow. Error: bad_picture (broken, larger than pixels_max, not decodable).
Result<std::vector<worker::Picture>> draw(const Ffmpeg& ffmpeg, const worker::Draw& order);

}  // namespace lyceum::media
