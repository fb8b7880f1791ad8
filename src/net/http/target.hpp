// The request target (RFC 9112 §3.2) and its percent-encoding (RFC 3986 §2.1).
#pragma once

#include "base/result/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::net {

// Nothing if a % is not followed by two hexadecimal digits, or a control character comes out.
std::optional<std::string> percent_decode(std::string_view text);

struct Target {
  std::string path;                   // decoded
  std::vector<std::string> segments;  // of the path, decoded: "/a/b%20c" → "a", "b c"; "/" → none
  std::string query;                  // raw
};

// Takes origin-form ("/a?b") and absolute-form ("http://host/a?b"). Refused (400 bad_target): other forms,
// bad encoding, and segments that are "." or ".." or contain an encoded "/" or NUL: no path ever climbs out
// of its folder.
Result<Target> parse_target(std::string_view target);

}  // namespace lyceum::net
