// What a worker says (the server's side of the pipe), and what it is told. The first byte says how the bytes
// are cut into pieces.
#include "wire/worker/message.hpp"
#include "wire/worker/splitter.hpp"

#include <algorithm>

using namespace lyceum;

static void check(ByteView message) {
  if (message.empty() || message.size() > worker::from_worker_max) __builtin_trap();
  const auto read = worker::read_from_worker(message);
  if (!read) return;
  const auto* drawn = std::get_if<worker::Drawn>(&*read);
  if (drawn == nullptr) return;
  if (drawn->pictures.empty() || drawn->pictures.size() > worker::wishes_max) __builtin_trap();
  for (const worker::Picture& picture : drawn->pictures)
    if (picture.jpeg.empty() || picture.jpeg.size() > worker::picture_max) __builtin_trap();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t step = 1 + data[0];
  ByteView input(data + 1, size - 1);
  static_cast<void>(worker::read_to_worker(input));
  worker::Splitter splitter(worker::from_worker_max);
  while (!input.empty()) {
    const std::size_t count = std::min(step, input.size());
    const auto take = [](ByteView message) {
      check(message);
      return true;
    };
    if (!splitter.feed(input.first(count), take)) return 0;
    input = input.subspan(count);
  }
  return 0;
}
