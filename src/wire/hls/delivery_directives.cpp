#include "wire/hls/delivery_directives.hpp"

#include <charconv>

namespace lyceum::hls {
namespace {

Result<std::optional<std::int64_t>> number(std::optional<std::string_view> text) {
  if (!text) return std::optional<std::int64_t>();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || value < 0 ||
      value >= std::int64_t{1} << 53)
    return Failure(malformed("hls_directive", "not a number"));
  return std::optional(value);
}

}  // namespace

Result<DeliveryDirectives> parse_directives(std::optional<std::string_view> msn,
                                            std::optional<std::string_view> part,
                                            std::optional<std::string_view> skip) {
  DeliveryDirectives directives;
  LYCEUM_TRY(directives.msn, number(msn));
  LYCEUM_TRY(directives.part, number(part));
  if (directives.part && !directives.msn)
    return Failure(malformed("hls_directive", "_HLS_part without _HLS_msn"));
  directives.skip = skip == "YES" || skip == "v2";
  return directives;
}

std::int64_t advance_part_limit(MediaMicros part_target) {
  constexpr std::int64_t second = 1'000'000;
  if (part_target.count() >= second || part_target.count() <= 0) return 3;
  return (3 * second + part_target.count() - 1) / part_target.count();
}

Reload judge(const DeliveryDirectives& directives, const LiveEdge& edge) {
  if (!directives.msn || edge.ended) return Reload::now;
  std::int64_t msn = *directives.msn;
  if (msn > edge.msn + 1) return Reload::never;  // more than two after the last complete one
  if (!directives.part) return msn < edge.msn ? Reload::now : Reload::later;
  std::int64_t part = *directives.part;
  if (msn < edge.msn - 1) return Reload::now;
  if (msn == edge.msn - 1) {
    if (part < static_cast<std::int64_t>(edge.last_complete_parts)) return Reload::now;
    msn = edge.msn;
    part = 0;
  }
  const std::int64_t there = msn == edge.msn ? static_cast<std::int64_t>(edge.parts) : 0;
  if (part < there) return Reload::now;
  return part - there >= advance_part_limit(edge.part_target) ? Reload::never : Reload::later;
}

}  // namespace lyceum::hls
