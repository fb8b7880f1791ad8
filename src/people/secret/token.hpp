// Tokens that stand for someone: session tokens and one-time links. 256 random bits as 43 characters of
// base64url. The site stores only their SHA-256: who reads the database cannot sign in with it.
#pragma once

#include "base/secret/secret_key.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::people {

std::string new_token();
// nullopt: cannot be one of our tokens, by its form.
std::optional<Digest> token_hash(std::string_view token);

}  // namespace lyceum::people
