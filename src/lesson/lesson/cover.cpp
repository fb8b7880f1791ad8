#include "lesson/lesson/cover.hpp"

#include "base/image/image.hpp"
#include "lesson/lesson/refusal.hpp"

namespace lyceum::lesson {
Result<Cover> checked_cover(Bytes bytes) {
  if (bytes.size() > kCoverMax) return Failure(refuse(Refusal::cover_too_large));
  const auto type = sniff_image(bytes);
  if (!type) return Failure(refuse(Refusal::cover_type));
  return Cover{*type, std::move(bytes)};
}

}  // namespace lyceum::lesson
