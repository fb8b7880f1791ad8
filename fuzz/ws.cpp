// WebSocket frames. The first byte chooses the role, the limits and the size of the pieces.
#include "wire/ws/reader.hpp"
#include "wire/ws/utf8.hpp"

#include <algorithm>

using namespace lyceum;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ws::Role role = (data[0] & 1) != 0 ? ws::Role::server : ws::Role::client;
  const ws::ReaderLimits limits{.message_max = (data[0] & 2) != 0 ? 1000U : 100'000U, .fragments_max = 8};
  const std::size_t step = 1 + data[0] / 4;
  ws::FrameReader reader(role, limits);
  for (ByteView input(data + 1, size - 1); !input.empty();) {
    ByteView piece = input.first(std::min(step, input.size()));
    input = input.subspan(piece.size());
    for (;;) {
      const auto message = reader.next(piece);
      if (!message) return 0;
      if (!*message) break;
      if ((*message)->payload.size() > limits.message_max) __builtin_trap();
      if ((*message)->opcode == ws::Opcode::text && !ws::is_utf8((*message)->payload)) __builtin_trap();
      if ((*message)->opcode == ws::Opcode::close) static_cast<void>(ws::read_close((*message)->payload));
    }
  }
  return 0;
}
