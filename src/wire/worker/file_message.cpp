#include "wire/worker/file_message.hpp"

#include "base/bytes/reader.hpp"
#include "base/bytes/writer.hpp"

namespace lyceum::worker {
namespace {

constexpr std::uint8_t kind_open = 16, kind_next = 17;
constexpr std::uint8_t kind_hello = 1, kind_facts = 18, kind_config = 19, kind_unit = 20, kind_pause = 21,
                       kind_done = 22, kind_unusable = 23;
constexpr std::uint64_t time_max = std::uint64_t{1} << 62;
constexpr std::uint64_t size_max = std::uint64_t{1} << 50;

Failure broken(const char* what) { return Failure(malformed("worker_message", what)); }

ByteWriter begin(std::uint8_t kind) {
  ByteWriter out;
  out.u32(0);
  out.u8(kind);
  return out;
}

Bytes with_length(ByteWriter out) {
  out.patch_u32(0, static_cast<std::uint32_t>(out.size() - 4));
  return out.take();
}

Result<void> at_end(const ByteReader& in) {
  if (!in.at_end()) return broken("bytes behind its end");
  return {};
}

Result<SharedBytes> read_bytes(ByteReader& in, std::size_t most) {
  LYCEUM_TRY(const std::uint32_t size, in.u32());
  if (size == 0 || size > most) return broken("size of a field");
  LYCEUM_TRY(const ByteView bytes, in.view(size));
  return SharedBytes(Bytes(bytes.begin(), bytes.end()));
}

Result<std::int64_t> read_time(ByteReader& in, std::uint64_t most = time_max) {
  LYCEUM_TRY(const std::uint64_t time, in.u64());
  if (time > most) return broken("a time beyond all time");
  return static_cast<std::int64_t>(time);
}

Result<bool> read_bool(ByteReader& in) {
  LYCEUM_TRY(const std::uint8_t byte, in.u8());
  if (byte > 1) return broken("neither yes nor no");
  return byte == 1;
}

Result<UnitTrack> read_track(ByteReader& in) {
  LYCEUM_TRY(const bool sound, read_bool(in));
  return sound ? UnitTrack::sound : UnitTrack::picture;
}

Result<FromFileWorker> read_hello(ByteReader& in) {
  LYCEUM_TRY(const std::uint16_t speaks, in.u16());
  return Hello{speaks};
}

Result<FromFileWorker> read_facts(ByteReader& in) {
  Facts facts;
  LYCEUM_TRY(facts.duration_us, read_time(in, longest_us));
  LYCEUM_TRY(facts.picture, read_bool(in));
  LYCEUM_TRY(facts.sound, read_bool(in));
  LYCEUM_TRY(facts.picture_remade, read_bool(in));
  LYCEUM_TRY(facts.sound_remade, read_bool(in));
  if (!facts.picture && !facts.sound) return broken("nothing in it");
  return facts;
}

Result<FromFileWorker> read_config(ByteReader& in) {
  UnitConfig config;
  LYCEUM_TRY(config.track, read_track(in));
  LYCEUM_TRY(config.record, read_bytes(in, config_max));
  return config;
}

Result<FromFileWorker> read_unit(ByteReader& in) {
  Unit unit;
  LYCEUM_TRY(unit.track, read_track(in));
  LYCEUM_TRY(unit.dts, read_time(in));
  LYCEUM_TRY(unit.pts, read_time(in));
  LYCEUM_TRY(unit.key, read_bool(in));
  LYCEUM_TRY(unit.payload, read_bytes(in, unit.track == UnitTrack::sound ? sound_max : frame_max));
  return unit;
}

Result<FromFileWorker> read_pause(ByteReader& in) {
  LYCEUM_TRY(const std::int64_t position, read_time(in, longest_us));
  return Pause{position};
}

Result<FromFileWorker> read_unusable(ByteReader& in) {
  LYCEUM_TRY(const std::uint8_t why, in.u8());
  if (why < 1 || why > static_cast<std::uint8_t>(last_useless)) return broken("unknown reason");
  return Unusable{static_cast<Useless>(why)};
}

Result<FromFileWorker> read_body(std::uint8_t kind, ByteReader& in) {
  switch (kind) {
    case kind_hello:
      return read_hello(in);
    case kind_facts:
      return read_facts(in);
    case kind_config:
      return read_config(in);
    case kind_unit:
      return read_unit(in);
    case kind_pause:
      return read_pause(in);
    case kind_done:
      return Done{};
    case kind_unusable:
      return read_unusable(in);
    default:
      return broken("unknown kind");
  }
}

}  // namespace

Bytes write(const Open& open) {
  ByteWriter out = begin(kind_open);
  out.u64(open.size);
  out.u8(open.picture ? 1 : 0);
  return with_length(std::move(out));
}

Bytes write(const Next&) { return with_length(begin(kind_next)); }

std::vector<SharedBytes> write(const Unit& unit) {
  ByteWriter head = begin(kind_unit);
  head.u8(static_cast<std::uint8_t>(unit.track));
  head.u64(static_cast<std::uint64_t>(unit.dts));
  head.u64(static_cast<std::uint64_t>(unit.pts));
  head.u8(unit.key ? 1 : 0);
  head.u32(unit.payload.size());
  head.patch_u32(0, static_cast<std::uint32_t>(head.size() - 4 + unit.payload.size()));
  return {SharedBytes(head.take()), unit.payload};
}

Bytes write(const Facts& facts) {
  ByteWriter out = begin(kind_facts);
  out.u64(static_cast<std::uint64_t>(facts.duration_us));
  for (const bool fact : {facts.picture, facts.sound, facts.picture_remade, facts.sound_remade})
    out.u8(fact ? 1 : 0);
  return with_length(std::move(out));
}

Bytes write(const UnitConfig& config) {
  ByteWriter out = begin(kind_config);
  out.u8(static_cast<std::uint8_t>(config.track));
  out.u32(config.record.size());
  out.append(config.record.view());
  return with_length(std::move(out));
}

Bytes write(const Pause& pause) {
  ByteWriter out = begin(kind_pause);
  out.u64(static_cast<std::uint64_t>(pause.position_us));
  return with_length(std::move(out));
}

Bytes write(const Done&) { return with_length(begin(kind_done)); }

Bytes write(const Unusable& unusable) {
  ByteWriter out = begin(kind_unusable);
  out.u8(static_cast<std::uint8_t>(unusable.why));
  return with_length(std::move(out));
}

Result<ToFileWorker> read_to_file_worker(ByteView message) {
  ByteReader in(message);
  LYCEUM_TRY(const std::uint8_t kind, in.u8());
  if (kind == kind_next) {
    LYCEUM_CHECK(at_end(in));
    return Next{};
  }
  if (kind != kind_open) return broken("unknown kind");
  Open open;
  LYCEUM_TRY(open.size, in.u64());
  if (open.size > size_max) return broken("size of a file");
  LYCEUM_TRY(open.picture, read_bool(in));
  LYCEUM_CHECK(at_end(in));
  return open;
}

Result<FromFileWorker> read_from_file_worker(ByteView message) {
  ByteReader in(message);
  LYCEUM_TRY(const std::uint8_t kind, in.u8());
  LYCEUM_TRY(auto said, read_body(kind, in));
  LYCEUM_CHECK(at_end(in));
  return said;
}

}  // namespace lyceum::worker
