#include "wire/strip/strip.hpp"

#include "base/bytes/reader.hpp"
#include "base/bytes/writer.hpp"

namespace lyceum::strip {
namespace {

constexpr std::string_view mark = "tile";
// 2 January 1970 to the year 2262: what a clock may have said.
constexpr std::uint64_t micros_least = 86'400'000'000, micros_most = std::uint64_t{1} << 63;

struct Head {
  std::uint32_t bytes = 0;
  Utc taken{};
};

Result<Head> read_head(ByteView bytes) {
  ByteReader in(bytes);
  LYCEUM_TRY(const ByteView found, in.view(mark.size()));
  LYCEUM_TRY(const std::uint32_t size, in.u32());
  LYCEUM_TRY(const std::uint64_t micros, in.u64());
  if (as_text(found) != mark || size == 0 || size > tile_max || micros < micros_least ||
      micros >= micros_most)
    return Failure(malformed("strip", "no tile"));
  return Head{size, utc_from_micros(static_cast<std::int64_t>(micros))};
}

}  // namespace

Bytes write_head(Utc taken, std::uint32_t bytes) {
  ByteWriter out(head_size);
  out.append(mark);
  out.u32(bytes);
  out.u64(static_cast<std::uint64_t>(utc_micros(taken)));
  return out.take();
}

std::optional<StripScan::Range> StripScan::wanted() const {
  if (torn_ || size_ - whole_until_ < head_size || found_.size() >= tiles_max) return std::nullopt;
  return Range{whole_until_, head_size};
}

void StripScan::give(ByteView bytes) {
  const auto head = read_head(bytes);
  if (!head || size_ - whole_until_ - head_size < head->bytes) {
    torn_ = true;
    return;
  }
  found_.push_back({head->taken, whole_until_ + head_size, head->bytes});
  whole_until_ += head_size + head->bytes;
}

}  // namespace lyceum::strip
