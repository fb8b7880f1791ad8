// Decoded pictures in another size, as 4:2:0 with eight bits.
#pragma once

#include "base/result/result.hpp"
#include "media/codec/held.hpp"

namespace lyceum::media {

struct PictureSize {
  int width = 0, height = 0;  // even, at least 2
};

// The largest that fits into the box with square pixels, never larger than the picture itself.
PictureSize fitted(const AVFrame& picture, int box_width, int box_height);

// `range`: AVCOL_RANGE_JPEG: colours as JFIF has them (BT.601, full range); else those of the picture.
Result<Held<AVFrame>> scaled(const Ffmpeg& ffmpeg, const AVFrame& picture, PictureSize size,
                             AVColorRange range);

}  // namespace lyceum::media
