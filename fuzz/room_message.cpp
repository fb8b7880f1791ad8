// A client's message to a room, as it comes from the socket.
#include "base/bytes/bytes.hpp"
#include "room/state/command.hpp"

using namespace lyceum;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(room::read_message(as_text(ByteView(data, size))));
  return 0;
}
