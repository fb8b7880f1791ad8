#include "people/secret/token.hpp"

#include "base/secret/base64url.hpp"
#include "base/secret/random.hpp"

namespace lyceum::people {
namespace {
constexpr std::size_t kTokenBytes = 32;
}

std::string new_token() { return base64url_encode(random_bytes(kTokenBytes)); }

std::optional<Digest> token_hash(std::string_view token) {
  if (token.size() > 64) return std::nullopt;
  const auto bytes = base64url_decode(token);
  if (!bytes || bytes->size() != kTokenBytes) return std::nullopt;
  return sha256(*bytes);
}

}  // namespace lyceum::people
