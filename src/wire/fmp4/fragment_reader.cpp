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
Result<Defaults> read_tfhd(ByteView body, std::uint32_t& track_id) {
  ByteReader in(body);
  LYCEUM_TRY(const std::uint32_t flags, in.u32());
  LYCEUM_TRY(track_id, in.u32());
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

// §8.8.8
Result<TrackRunHead> read_trun(ByteView body, const Defaults& defaults, std::size_t most) {
  ByteReader in(body);
  LYCEUM_TRY(const std::uint32_t flags, in.u32());
  LYCEUM_TRY(const std::uint32_t count, in.u32());
  if (count > most) return bad("too many samples");
  if (!(flags & 0x001)) return bad("trun without data offset");
  TrackRunHead run;
  LYCEUM_TRY(run.data_offset, in.u32());
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
    run.samples.push_back({.duration = fields.duration,
                           .size = fields.size,
                           .composition_offset = static_cast<std::int32_t>(offset),
                           .sync = !(fields.flags & non_sync_bit)});
  }
  return run;
}

std::uint64_t length_of(const TrackRunHead& run) {
  std::uint64_t length = 0;
  for (const SampleHead& sample : run.samples) length += sample.duration;
  return length;
}

Result<void> read_traf(ByteView traf, std::vector<TrackRunHead>& runs) {
  LYCEUM_TRY(const ByteView tfhd, find_box(traf, {"tfhd"}));
  LYCEUM_TRY(const ByteView tfdt, find_box(traf, {"tfdt"}));
  std::uint32_t track_id = 0;
  LYCEUM_TRY(const Defaults defaults, read_tfhd(tfhd, track_id));
  LYCEUM_TRY(std::uint64_t time, read_tfdt(tfdt));
  LYCEUM_TRY(const auto boxes, read_boxes(traf));
  std::size_t left = samples_max;
  for (const Box& box : boxes) {
    if (box.type != "trun") continue;
    LYCEUM_TRY(TrackRunHead run, read_trun(box.body, defaults, left));
    left -= run.samples.size();
    run.track_id = track_id;
    run.base_decode_time = time;
    time += length_of(run);
    runs.push_back(std::move(run));
  }
  return {};
}

Result<ReadTrackRun> with_payloads(const TrackRunHead& head, ByteView bytes) {
  ByteReader data(bytes);
  LYCEUM_CHECK(data.skip(head.data_offset));
  ReadTrackRun run{.track_id = head.track_id, .base_decode_time = head.base_decode_time, .samples = {}};
  for (const SampleHead& sample : head.samples) {
    LYCEUM_TRY(const ByteView payload, data.view(sample.size));
    run.samples.push_back({.duration = sample.duration,
                           .composition_offset = sample.composition_offset,
                           .sync = sample.sync,
                           .payload = payload});
  }
  return run;
}

}  // namespace

Result<std::vector<TrackRunHead>> read_moof(ByteView moof) {
  LYCEUM_TRY(const auto boxes, read_boxes(moof));
  if (boxes.size() != 1 || boxes.front().type != "moof") return bad("not a moof");
  LYCEUM_TRY(const auto inside, read_boxes(boxes.front().body));
  std::vector<TrackRunHead> runs;
  for (const Box& box : inside)
    if (box.type == "traf") LYCEUM_CHECK(read_traf(box.body, runs));
  return runs;
}

Result<std::vector<ReadTrackRun>> read_fragment(ByteView bytes) {
  LYCEUM_TRY(const auto boxes, read_boxes(bytes));
  if (boxes.empty() || boxes.front().type != "moof") return bad("does not start with a moof");
  const auto moof_size =
      static_cast<std::size_t>(boxes.front().body.data() + boxes.front().body.size() - bytes.data());
  LYCEUM_TRY(const auto heads, read_moof(bytes.first(moof_size)));
  std::vector<ReadTrackRun> runs;
  for (const TrackRunHead& head : heads) {
    LYCEUM_TRY(auto run, with_payloads(head, bytes));
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace lyceum::fmp4
