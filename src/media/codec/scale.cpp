#include "media/codec/scale.hpp"

#include "media/codec/decoder.hpp"

#include <algorithm>
#include <cmath>

namespace lyceum::media {
namespace {

constexpr int hd_height = 720;  // from here on BT.709 is what is meant when nothing is said

int matrix_of(const AVFrame& picture) {
  switch (picture.colorspace) {
    case AVCOL_SPC_BT709:
      return SWS_CS_ITU709;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      return SWS_CS_BT2020;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
      return SWS_CS_ITU601;
    default:
      return picture.height >= hd_height ? SWS_CS_ITU709 : SWS_CS_ITU601;
  }
}

bool has_full_range(const AVFrame& picture) {
  switch (picture.format) {
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
      return true;
    default:
      return picture.color_range == AVCOL_RANGE_JPEG;
  }
}

int even(double length, int most) {
  const int rounded = static_cast<int>(std::lround(length)) / 2 * 2;
  return std::clamp(rounded, 2, std::max(2, most / 2 * 2));
}

}  // namespace

PictureSize fitted(const AVFrame& picture, int box_width, int box_height) {
  const AVRational pixel = picture.sample_aspect_ratio;
  double width = picture.width;
  const double height = picture.height;
  // A ratio out of this world is a broken one.
  if (pixel.num > 0 && pixel.den > 0 && av_q2d(pixel) > 0.1 && av_q2d(pixel) < 10) width *= av_q2d(pixel);
  const double share = std::min({box_width / width, box_height / height, 1.0});
  return {even(width * share, box_width), even(height * share, box_height)};
}

Result<Held<AVFrame>> scaled(const Ffmpeg& ffmpeg, const AVFrame& picture, PictureSize size,
                             AVColorRange range) {
  auto small = new_frame(ffmpeg);
  if (!small) return Failure(bad_picture("no memory"));
  small->format = AV_PIX_FMT_YUV420P;
  small->width = size.width;
  small->height = size.height;
  small->color_range = range == AVCOL_RANGE_JPEG || has_full_range(picture) ? AVCOL_RANGE_JPEG : range;
  if (ffmpeg.av_frame_get_buffer(small.get(), 0) < 0) return Failure(bad_picture("no memory"));
  const Held<SwsContext> scaler(
      ffmpeg.sws_getContext(picture.width, picture.height, static_cast<AVPixelFormat>(picture.format),
                            size.width, size.height, AV_PIX_FMT_YUV420P, SWS_AREA, nullptr, nullptr, nullptr),
      {&ffmpeg});
  if (!scaler) return Failure(bad_picture("its pixel format"));
  const int from = matrix_of(picture), to = range == AVCOL_RANGE_JPEG ? int{SWS_CS_ITU601} : from;
  ffmpeg.sws_setColorspaceDetails(scaler.get(), ffmpeg.sws_getCoefficients(from), has_full_range(picture),
                                  ffmpeg.sws_getCoefficients(to), small->color_range == AVCOL_RANGE_JPEG, 0,
                                  1 << 16, 1 << 16);
  if (ffmpeg.sws_scale(scaler.get(), picture.data, picture.linesize, 0, picture.height, small->data,
                       small->linesize) <= 0)
    return Failure(bad_picture("not scaled"));
  return small;
}

}  // namespace lyceum::media
