#include "wire/avc/bit_reader.hpp"
#include "wire/avc/h265.hpp"

namespace lyceum::avc {
namespace {

constexpr std::uint32_t side_max = 16'384;  // pixels
constexpr unsigned sps_type = 33;

Failure refuse(std::string why) { return Failure(malformed("h265_sps", std::move(why))); }

// §7.3.3, with profilePresentFlag 1.
void skip_profile_tier_level(BitReader& in, unsigned sub_layers) {
  in.skip(96);
  bool profile[8] = {}, level[8] = {};
  for (unsigned i = 0; i < sub_layers; ++i) {
    profile[i] = in.flag();
    level[i] = in.flag();
  }
  if (sub_layers > 0) in.skip(2U * (8 - sub_layers));
  for (unsigned i = 0; i < sub_layers; ++i) in.skip((profile[i] ? 88U : 0U) + (level[i] ? 8U : 0U));
}

}  // namespace

Result<H265Sps> read_h265_sps(ByteView nal) {
  if (nal.size() < 2 || h265_nal_type(nal) != sps_type) return refuse("not an SPS");
  const Bytes payload = unescape(nal.subspan(2));
  BitReader in(payload);
  H265Sps sps;
  in.skip(4);  // sps_video_parameter_set_id
  const unsigned sub_layers = in.bits(3);
  in.skip(1);
  if (sub_layers > 6) return refuse("sub-layers");
  skip_profile_tier_level(in, sub_layers);
  in.ue();  // sps_seq_parameter_set_id
  sps.chroma_format = in.ue();
  if (sps.chroma_format == 3) in.skip(1);
  const std::uint32_t width = in.ue(), height = in.ue();
  std::uint64_t cut_x = 0, cut_y = 0;
  if (in.flag()) {  // conformance window
    const std::uint64_t unit_x = sps.chroma_format == 1 || sps.chroma_format == 2 ? 2 : 1;
    const std::uint64_t unit_y = sps.chroma_format == 1 ? 2 : 1;
    cut_x = unit_x * in.ue();
    cut_x += unit_x * in.ue();
    cut_y = unit_y * in.ue();
    cut_y += unit_y * in.ue();
  }
  const std::uint32_t depth = in.ue();
  in.ue();  // bit_depth_chroma_minus8
  in.ue();  // log2_max_pic_order_cnt_lsb_minus4
  const bool every_layer = in.flag();
  for (unsigned i = every_layer ? 0 : sub_layers; i <= sub_layers; ++i) {
    in.ue();
    sps.reorder_frames = in.ue();
    in.ue();
  }
  if (in.failed()) return refuse("cut short");
  if (depth > 8 || width > side_max || height > side_max || cut_x >= width || cut_y >= height ||
      sps.reorder_frames > 16)
    return refuse("out of range");
  sps.bit_depth = 8 + depth;
  sps.width = static_cast<std::uint32_t>(width - cut_x);
  sps.height = static_cast<std::uint32_t>(height - cut_y);
  return sps;
}

}  // namespace lyceum::avc
