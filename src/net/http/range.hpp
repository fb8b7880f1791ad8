// One byte range of a request (RFC 9110 §14), and the head of its answer.
#pragma once

#include "net/http/message.hpp"

#include <cstdint>
#include <optional>

namespace lyceum::net {

struct ByteRange {
  std::uint64_t offset = 0, length = 0;
};

// What to send of a body of `size` bytes: all of it when no range is asked for, or several, or in another
// unit (a server may ignore those). Fails with range_not_satisfiable (416) when it begins at or behind the
// end.
Result<ByteRange> range_of(const Request& request, std::uint64_t size);

// Status 200 or 206, Accept-Ranges, Content-Range.
Response range_response(const ByteRange& range, std::uint64_t size);

}  // namespace lyceum::net
