#include "wire/fmp4/fragment.hpp"

#include "wire/fmp4/box_writer.hpp"

namespace lyceum::fmp4 {
namespace {

// §8.8.3.1: sample_depends_on in bits 24–25, sample_is_non_sync_sample in bit 16.
constexpr std::uint32_t sync_sample = 0x0200'0000;      // depends on no other
constexpr std::uint32_t non_sync_sample = 0x0101'0000;  // depends on others

// tfhd flags, §8.8.7.1
constexpr std::uint32_t default_sample_flags_present = 0x00'0020;
constexpr std::uint32_t default_base_is_moof = 0x02'0000;
// trun flags, §8.8.8.1
constexpr std::uint32_t data_offset_present = 0x001;
constexpr std::uint32_t duration_present = 0x100;
constexpr std::uint32_t size_present = 0x200;
constexpr std::uint32_t flags_present = 0x400;
constexpr std::uint32_t composition_offset_present = 0x800;

constexpr std::size_t fixed_size =
    8 + 16 + 8 + 20 + 20 + 20 + 8;  // moof mfhd traf tfhd tfdt trun mdat, audio

std::size_t exact_size(const Fragment& fragment) {
  std::size_t size =
      fixed_size - (fragment.video ? 4 : 0) + fragment.samples.size() * (fragment.video ? 16 : 8);
  for (const Sample& sample : fragment.samples) size += sample.payload.size();
  return size;
}

// Returns where trun's data offset stands: it is known only when moof is complete.
std::size_t write_trun(ByteWriter& out, const Fragment& fragment) {
  const std::uint32_t video_fields = fragment.video ? flags_present | composition_offset_present : 0;
  BoxScope trun(out, "trun", 1, data_offset_present | duration_present | size_present | video_fields);
  out.u32(fragment.samples.size());
  const std::size_t data_offset = out.size();
  out.u32(0);
  for (const Sample& sample : fragment.samples) {
    out.u32(sample.duration);
    out.u32(sample.payload.size());
    if (!fragment.video) continue;
    out.u32(sample.sync ? sync_sample : non_sync_sample);
    out.u32(static_cast<std::uint32_t>(sample.composition_offset));
  }
  return data_offset;
}

std::size_t write_traf(ByteWriter& out, const Fragment& fragment) {
  BoxScope traf(out, "traf");
  {
    BoxScope tfhd(out, "tfhd", 0, default_base_is_moof | (fragment.video ? 0 : default_sample_flags_present));
    out.u32(fragment.track_id);
    if (!fragment.video) out.u32(sync_sample);
  }
  {
    BoxScope tfdt(out, "tfdt", 1, 0);
    out.u64(fragment.base_decode_time);
  }
  return write_trun(out, fragment);
}

std::size_t write_moof(ByteWriter& out, const Fragment& fragment) {
  BoxScope moof(out, "moof");
  {
    BoxScope mfhd(out, "mfhd", 0, 0);
    out.u32(fragment.sequence);
  }
  return write_traf(out, fragment);
}

}  // namespace

Bytes write_fragment(const Fragment& fragment) {
  ByteWriter out(exact_size(fragment));
  const std::size_t data_offset = write_moof(out, fragment);
  out.patch_u32(data_offset, static_cast<std::uint32_t>(out.size() + 8));  // past mdat's head
  {
    BoxScope mdat(out, "mdat");
    for (const Sample& sample : fragment.samples) out.append(sample.payload);
  }
  return out.take();
}

}  // namespace lyceum::fmp4
