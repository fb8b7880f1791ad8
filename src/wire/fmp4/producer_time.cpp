#include "wire/fmp4/producer_time.hpp"

#include "base/bytes/reader.hpp"
#include "wire/fmp4/box_writer.hpp"

namespace lyceum::fmp4 {
namespace {

constexpr std::int64_t ntp_epoch = 2'208'988'800;  // seconds from 1900 to 1970

std::uint64_t to_ntp(Utc utc) {
  const std::int64_t micros = utc_micros(utc);
  const auto fraction = static_cast<std::uint64_t>(micros % 1'000'000) * (std::uint64_t{1} << 32) / 1'000'000;
  return (static_cast<std::uint64_t>(micros / 1'000'000 + ntp_epoch) << 32) | fraction;
}

Utc from_ntp(std::uint64_t ntp) {
  const auto whole = static_cast<std::int64_t>(ntp >> 32) - ntp_epoch;
  const std::uint64_t fraction = ((ntp & 0xffff'ffff) * 1'000'000 + (std::uint64_t{1} << 31)) >> 32;
  return utc_from_micros(whole * 1'000'000 + static_cast<std::int64_t>(fraction));
}

}  // namespace

Bytes write_producer_time(const ProducerTime& time) {
  ByteWriter out(32);
  {
    BoxScope box(out, "prft", 1, 0);
    out.u32(time.track_id);
    out.u64(to_ntp(time.utc));
    out.u64(time.media_time);
  }
  return out.take();
}

Result<ProducerTime> read_producer_time(ByteView body) {
  ByteReader in(body);
  ProducerTime time;
  LYCEUM_TRY(const std::uint32_t version_flags, in.u32());
  LYCEUM_TRY(time.track_id, in.u32());
  LYCEUM_TRY(const std::uint64_t ntp, in.u64());
  time.utc = from_ntp(ntp);
  if (version_flags >> 24) {
    LYCEUM_TRY(time.media_time, in.u64());
  } else {
    LYCEUM_TRY(time.media_time, in.u32());
  }
  return time;
}

}  // namespace lyceum::fmp4
