// The worker's end of its pipe: descriptor 0, read and written until the server closes it.
#pragma once

#include "base/bytes/bytes.hpp"

#include <cstddef>
#include <optional>

namespace lyceum::media {

// False: the other end has closed.
bool write_all(ByteView bytes);

// The next message without its length. nullopt: the other end has closed. Empty: longer than `most`.
std::optional<Bytes> next_message(std::size_t most);

}  // namespace lyceum::media
