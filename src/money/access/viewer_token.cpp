#include "money/access/viewer_token.hpp"

#include "base/bytes/reader.hpp"
#include "base/bytes/writer.hpp"
#include "base/secret/base64url.hpp"
#include "money/access/refusal.hpp"

namespace lyceum::money {
namespace {

constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kBodySize = 1 + 3 * 8 + 4;
constexpr std::size_t kMacSize = 16;
constexpr std::size_t kTokenSize = (kBodySize + kMacSize) / 3 * 4;  // 45 bytes → 60 characters
static_assert((kBodySize + kMacSize) % 3 == 0);

Result<Viewer> read_body(ByteView body) {
  ByteReader reader(body);
  LYCEUM_TRY(const auto format, reader.u8());
  LYCEUM_TRY(const auto lesson, reader.u64());
  LYCEUM_TRY(const auto account, reader.u64());
  LYCEUM_TRY(const auto viewer, reader.u64());
  LYCEUM_TRY(const auto issued, reader.u32());
  if (format != kFormat) return Failure(refuse(AccessRefusal::token_invalid));
  return Viewer{.lesson = {static_cast<std::int64_t>(lesson)},
                .account = {static_cast<std::int64_t>(account)},
                .viewer = {static_cast<std::int64_t>(viewer)},
                .issued_at = Utc(seconds(issued))};
}

}  // namespace

std::string ViewerTokens::issue(const Viewer& viewer) const {
  ByteWriter token(kBodySize + kMacSize);
  token.u8(kFormat);
  token.u64(static_cast<std::uint64_t>(viewer.lesson.value));
  token.u64(static_cast<std::uint64_t>(viewer.account.value));
  token.u64(static_cast<std::uint64_t>(viewer.viewer.value));
  token.u32(static_cast<std::uint64_t>(utc_micros(viewer.issued_at) / 1'000'000));
  const Digest mac = key_.mac(token.view());
  token.append(ByteView(mac).first(kMacSize));
  return base64url_encode(token.view());
}

Result<Viewer> ViewerTokens::verify(std::string_view token, LessonId lesson, Utc now) const {
  if (token.size() != kTokenSize) return Failure(refuse(AccessRefusal::token_invalid));
  const auto bytes = base64url_decode(token);
  if (!bytes || bytes->size() != kBodySize + kMacSize) return Failure(refuse(AccessRefusal::token_invalid));
  const ByteView body = ByteView(*bytes).first(kBodySize);
  const Digest mac = key_.mac(body);
  if (!equal_secret(ByteView(mac).first(kMacSize), ByteView(*bytes).subspan(kBodySize)))
    return Failure(refuse(AccessRefusal::token_invalid));
  LYCEUM_TRY(auto viewer, read_body(body));
  if (viewer.lesson != lesson) return Failure(refuse(AccessRefusal::token_invalid));
  if (now >= viewer.issued_at + kLife) return Failure(refuse(AccessRefusal::token_expired));
  return viewer;
}

}  // namespace lyceum::money
