#include "wire/avc/bit_reader.hpp"
#include "wire/avc/h264.hpp"

#include <algorithm>
#include <array>

namespace lyceum::avc {
namespace {

constexpr std::uint32_t side_max = 16'384;  // pixels

bool has_chroma_fields(unsigned profile) {
  static constexpr std::array<unsigned, 13> profiles{100, 110, 122, 244, 44,  83, 86,
                                                     118, 128, 138, 139, 134, 135};
  return std::find(profiles.begin(), profiles.end(), profile) != profiles.end();
}

// §7.3.2.1.1.1
void skip_scaling_list(BitReader& in, int size) {
  std::uint32_t last = 8, next = 8;
  for (int i = 0; i < size && !in.failed(); ++i) {
    if (next != 0) next = (last + static_cast<std::uint32_t>(in.se())) & 0xFFU;  // hostile deltas may be huge
    if (next != 0) last = next;
  }
}

void read_chroma_fields(BitReader& in, H264Sps& sps) {
  sps.chroma_format = in.ue();
  if (sps.chroma_format == 3) in.skip(1);
  sps.bit_depth = 8 + std::min(in.ue(), 8U);
  in.ue();  // bit_depth_chroma_minus8
  in.skip(1);
  if (!in.flag()) return;
  for (int i = 0; i < (sps.chroma_format == 3 ? 12 : 8); ++i)
    if (in.flag()) skip_scaling_list(in, i < 6 ? 16 : 64);
}

void skip_picture_order(BitReader& in, H264Sps& sps) {
  const std::uint32_t type = in.ue();
  if (type == 0) {
    in.ue();
  } else if (type == 1) {
    in.skip(1);
    in.se();
    in.se();
    const std::uint32_t count = std::min(in.ue(), 255U);
    for (std::uint32_t i = 0; i < count; ++i) in.se();
  } else {
    sps.reorder_frames = 0;  // type 2: output order is decoding order
  }
}

// §E.1.2
void skip_hrd(BitReader& in) {
  const std::uint32_t count = std::min(in.ue(), 31U) + 1;
  in.skip(8);
  for (std::uint32_t i = 0; i < count; ++i) {
    in.ue();
    in.ue();
    in.skip(1);
  }
  in.skip(20);
}

// §E.1.1; only max_num_reorder_frames is wanted, near its end.
std::optional<unsigned> read_vui_reorder(BitReader& in) {
  if (in.flag() && in.bits(8) == 255) in.skip(32);  // sample aspect ratio
  if (in.flag()) in.skip(1);                        // overscan
  if (in.flag()) {                                  // video signal type
    in.skip(4);
    if (in.flag()) in.skip(24);
  }
  if (in.flag()) {  // chroma location
    in.ue();
    in.ue();
  }
  if (in.flag()) in.skip(65);  // timing
  const bool nal_hrd = in.flag();
  if (nal_hrd) skip_hrd(in);
  const bool vcl_hrd = in.flag();
  if (vcl_hrd) skip_hrd(in);
  if (nal_hrd || vcl_hrd) in.skip(1);
  in.skip(1);                           // pic_struct_present_flag
  if (!in.flag()) return std::nullopt;  // bitstream_restriction_flag
  in.skip(1);
  for (int i = 0; i < 4; ++i) in.ue();
  const std::uint32_t reorder = in.ue();
  if (in.failed() || reorder > 16) return std::nullopt;
  return reorder;
}

struct Cropping {
  std::uint32_t left = 0, right = 0, top = 0, bottom = 0;
};

Result<void> set_size(H264Sps& sps, std::uint64_t width, std::uint64_t height, const Cropping& crop,
                      bool frames_only) {
  const std::uint64_t unit_x = sps.chroma_format == 1 || sps.chroma_format == 2 ? 2 : 1;
  const std::uint64_t unit_y = (sps.chroma_format == 1 ? 2U : 1U) * (frames_only ? 1U : 2U);
  const std::uint64_t cut_x = unit_x * (std::uint64_t{crop.left} + crop.right);
  const std::uint64_t cut_y = unit_y * (std::uint64_t{crop.top} + crop.bottom);
  if (width > side_max || height > side_max || cut_x >= width || cut_y >= height)
    return Failure(malformed("h264_sps", "picture size"));
  sps.width = static_cast<std::uint32_t>(width - cut_x);
  sps.height = static_cast<std::uint32_t>(height - cut_y);
  return {};
}

}  // namespace

Result<H264Sps> read_h264_sps(ByteView nal) {
  if (nal.empty() || h264_nal_type(nal) != h264_sps) return Failure(malformed("h264_sps", "not an SPS"));
  const Bytes payload = unescape(nal.subspan(1));
  BitReader in(payload);
  H264Sps sps;
  sps.profile = in.bits(8);
  sps.constraints = in.bits(8);
  sps.level = in.bits(8);
  in.ue();  // seq_parameter_set_id
  if (has_chroma_fields(sps.profile)) read_chroma_fields(in, sps);
  in.ue();  // log2_max_frame_num_minus4
  skip_picture_order(in, sps);
  in.ue();     // max_num_ref_frames
  in.skip(1);  // gaps_in_frame_num_value_allowed_flag
  const std::uint64_t width = 16 * (std::uint64_t{in.ue()} + 1);
  const std::uint64_t map_units = std::uint64_t{in.ue()} + 1;
  const bool frames_only = in.flag();
  if (!frames_only) in.skip(1);
  in.skip(1);  // direct_8x8_inference_flag
  Cropping crop;
  if (in.flag()) crop = {in.ue(), in.ue(), in.ue(), in.ue()};
  const bool has_vui = in.flag();
  if (in.failed()) return Failure(malformed("h264_sps", "cut short"));
  LYCEUM_CHECK(set_size(sps, width, 16 * map_units * (frames_only ? 1 : 2), crop, frames_only));
  if (sps.profile == 66) sps.reorder_frames = 0;  // Baseline has no B slices
  if (has_vui && !sps.reorder_frames) sps.reorder_frames = read_vui_reorder(in);
  return sps;
}

}  // namespace lyceum::avc
