#include "media/codec/turn.hpp"

#include <cstddef>
#include <cstdlib>

namespace lyceum::media {
namespace {

constexpr std::int32_t half = 1 << 15;  // of 16.16

int sign(std::int32_t value) { return value > half ? 1 : value < -half ? -1 : 0; }

struct Plane {
  const std::uint8_t* from;
  std::ptrdiff_t from_line;
  std::uint8_t* to;
  std::ptrdiff_t to_line;
  int width, height;  // of what is written
};

void turn_plane(const Plane& plane, const Turn& turn) {
  const std::ptrdiff_t right = turn.right_x + turn.right_y * plane.from_line;
  const std::ptrdiff_t down = turn.down_x + turn.down_y * plane.from_line;
  // Steps that go back begin at the far end.
  const std::uint8_t* start = plane.from;
  if (turn.right_x + turn.right_y < 0) start -= right * (plane.width - 1);
  if (turn.down_x + turn.down_y < 0) start -= down * (plane.height - 1);
  for (int y = 0; y < plane.height; ++y) {
    const std::uint8_t* from = start + down * y;
    std::uint8_t* const to = plane.to + plane.to_line * y;
    for (int x = 0; x < plane.width; ++x, from += right) to[x] = *from;
  }
}

}  // namespace

// The matrix leads from the stored picture to the upright one; turned back, it is its own transpose.
Turn Turn::of(const std::int32_t* matrix) {
  if (matrix == nullptr) return {};
  const Turn turn{.right_x = sign(matrix[0]),
                  .right_y = sign(matrix[3]),
                  .down_x = sign(matrix[1]),
                  .down_y = sign(matrix[4])};
  const bool straight = turn.right_x * turn.right_y == 0 && turn.down_x * turn.down_y == 0 &&
                        std::abs(turn.right_x) + std::abs(turn.right_y) == 1 &&
                        std::abs(turn.down_x) + std::abs(turn.down_y) == 1 &&
                        std::abs(turn.right_x) + std::abs(turn.down_x) == 1;
  return straight ? turn : Turn();
}

Held<AVFrame> turned(const Ffmpeg& ffmpeg, const AVFrame& picture, const Turn& turn) {
  auto upright = new_frame(ffmpeg);
  if (!upright) return upright;
  upright->format = AV_PIX_FMT_YUV420P;
  upright->width = turn.is_sideways() ? picture.height : picture.width;
  upright->height = turn.is_sideways() ? picture.width : picture.height;
  upright->color_range = picture.color_range;
  if (ffmpeg.av_frame_get_buffer(upright.get(), 0) < 0) return {nullptr, {&ffmpeg}};
  for (int i = 0; i < 3; ++i) {
    const int shrink = i == 0 ? 1 : 2;
    turn_plane({.from = picture.data[i],
                .from_line = picture.linesize[i],
                .to = upright->data[i],
                .to_line = upright->linesize[i],
                .width = upright->width / shrink,
                .height = upright->height / shrink},
               turn);
  }
  return upright;
}

}  // namespace lyceum::media
