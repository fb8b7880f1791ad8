#include "wire/fmp4/fragment_reader.hpp"

#include "wire/fmp4/box_reader.hpp"

namespace lyceum::fmp4 {
namespace {

constexpr std::uint32_t samples_max = 65'536;
constexpr std::uint32_t non_sync_bit = 0x1'0000;

struct Defaults {
  std::uint32_t duration = 0, size = 0, flags = 0;
};

Failure bad(std::string detail) { return Failure(malformed("mp4_fragment", std::move(detail))); }

// An optional field: read when its flag is set, else left alone.
Result<void> read_if(bool present, ByteReader& in, std::uint32_t& field) {
  if (!present) return {};
  LYCEUM_TRY(field, in.u32());
  return {};
}

// §8.8.7
Result<Defaults> read_tfhd(ByteView body, ReadTrackRun& run) {
  ByteReader in(body);
  LYCEUM_TRY(const std::uint32_t flags, in.u32());
  LYCEUM_TRY(run.track_id, in.u32());
  if (flags & 0x01) LYCEUM_CHECK(in.skip(8));  // base_data_offset
  if (flags & 0x02) LYCEUM_CHECK(in.skip(4));  // sample_description_index
  Defaults defaults;
  LYCEUM_CHECK(read_if(flags & 0x08, in, defaults.duration));
  LYCEUM_CHECK(read_if(flags & 0x10, in, defaults.size));
  LYCEUM_CHECK(read_if(flags & 0x20, in, defaults.flags));
  return defaults;
}

// §8.8.12
Result<std::uint64_t> read_tfdt(ByteView body) {
  ByteReader in(body);
  LYCEUM_TRY(const std::uint32_t version_flags, in.u32());
  if (version_flags >> 24) return in.u64();
  LYCEUM_TRY(const std::uint32_t time, in.u32());
  return std::uint64_t{time};
}

// §8.8.8. `moof` is the input from the moof's first byte on: data offsets count from there.
Result<void> read_trun(ByteView body, const Defaults& defaults, ByteView moof, ReadTrackRun& run) {
  ByteReader in(body);
  LYCEUM_TRY(const std::uint32_t flags, in.u32());
  LYCEUM_TRY(const std::uint32_t count, in.u32());
  if (count > samples_max - std::min<std::size_t>(run.samples.size(), samples_max))
    return bad("too many samples");
  if (!(flags & 0x001)) return bad("trun without data offset");
  LYCEUM_TRY(const std::uint32_t data_offset, in.u32());
  ByteReader data(moof);
  LYCEUM_CHECK(data.skip(data_offset));
  std::uint32_t first_flags = defaults.flags;
  LYCEUM_CHECK(read_if(flags & 0x004, in, first_flags));
  for (std::uint32_t i = 0; i < count; ++i) {
    Defaults fields = defaults;
    if (i == 0) fields.flags = first_flags;
    std::uint32_t offset = 0;
    LYCEUM_CHECK(read_if(flags & 0x100, in, fields.duration));
    LYCEUM_CHECK(read_if(flags & 0x200, in, fields.size));
    LYCEUM_CHECK(read_if(flags & 0x400, in, fields.flags));
    LYCEUM_CHECK(read_if(flags & 0x800, in, offset));
    LYCEUM_TRY(const ByteView payload, data.view(fields.size));
    run.samples.push_back({.duration = fields.duration,
                           .composition_offset = static_cast<std::int32_t>(offset),
                           .sync = !(fields.flags & non_sync_bit),
                           .payload = payload});
  }
  return {};
}

Result<ReadTrackRun> read_traf(ByteView traf, ByteView moof) {
  ReadTrackRun run;
  LYCEUM_TRY(const ByteView tfhd, find_box(traf, {"tfhd"}));
  LYCEUM_TRY(const ByteView tfdt, find_box(traf, {"tfdt"}));
  LYCEUM_TRY(const Defaults defaults, read_tfhd(tfhd, run));
  LYCEUM_TRY(run.base_decode_time, read_tfdt(tfdt));
  LYCEUM_TRY(const auto boxes, read_boxes(traf));
  for (const Box& box : boxes)
    if (box.type == "trun") LYCEUM_CHECK(read_trun(box.body, defaults, moof, run));
  return run;
}

}  // namespace

Result<std::vector<ReadTrackRun>> read_fragment(ByteView bytes) {
  LYCEUM_TRY(const auto boxes, read_boxes(bytes));
  if (boxes.empty() || boxes.front().type != "moof") return bad("does not start with a moof");
  LYCEUM_TRY(const auto inside, read_boxes(boxes.front().body));
  std::vector<ReadTrackRun> runs;
  for (const Box& box : inside) {
    if (box.type != "traf") continue;
    LYCEUM_TRY(auto run, read_traf(box.body, bytes));
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace lyceum::fmp4
