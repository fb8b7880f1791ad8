// HTTP requests: header, target, body. The first byte chooses the size of the pieces.
#include "net/http/parser.hpp"
#include "net/http/target.hpp"

#include <algorithm>

using namespace lyceum;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr std::size_t header_max = 1000;
  constexpr std::size_t body_max = 2000;
  net::Request request;
  net::RequestParser parser(request, header_max);
  Bytes held;
  bool limited = false;
  for (ByteView input(data + 1, size - 1); !input.empty() && !parser.done();) {
    const ByteView piece = input.first(std::min<std::size_t>(1 + data[0], input.size()));
    input = input.subspan(piece.size());
    held.insert(held.end(), piece.begin(), piece.end());
    const auto consumed = parser.put(held);
    if (!consumed) return 0;
    held.erase(held.begin(), held.begin() + static_cast<std::ptrdiff_t>(*consumed));
    if (!parser.header_done() && held.size() > header_max) __builtin_trap();
    if (parser.header_done() && !limited) {
      limited = true;
      if (!parser.set_body_max(body_max)) return 0;
    }
  }
  if (request.body.size() > body_max) __builtin_trap();
  static_cast<void>(net::parse_target(request.target));
  static_cast<void>(request.query("a"));
  static_cast<void>(request.cookie("lyceum_session"));
  return 0;
}
