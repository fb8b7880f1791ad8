#include "wire/fmp4/box_reader.hpp"

namespace lyceum::fmp4 {
namespace {

constexpr std::size_t boxes_max = 4096;

Failure bad(std::string detail) { return Failure(malformed("mp4_box", std::move(detail))); }

Result<Box> read_box(ByteReader& in) {
  const std::size_t start = in.position();
  LYCEUM_TRY(const std::uint32_t short_size, in.u32());
  LYCEUM_TRY(const ByteView type, in.view(4));
  std::uint64_t size = short_size;
  if (short_size == 1) {
    LYCEUM_TRY(size, in.u64());
  }
  const std::size_t head = in.position() - start;
  if (short_size == 0) return Box{as_text(type), in.rest()};
  if (size < head) return bad("box shorter than its head");
  if (size - head > in.remaining()) return bad("box longer than its surroundings");
  LYCEUM_TRY(const ByteView body, in.view(size - head));
  return Box{as_text(type), body};
}

}  // namespace

Result<std::vector<Box>> read_boxes(ByteView bytes) {
  std::vector<Box> boxes;
  ByteReader in(bytes);
  while (!in.at_end()) {
    if (boxes.size() == boxes_max) return bad("too many boxes");
    LYCEUM_TRY(const Box box, read_box(in));
    boxes.push_back(box);
  }
  return boxes;
}

Result<ByteView> find_box(ByteView bytes, std::initializer_list<std::string_view> path) {
  for (const std::string_view type : path) {
    LYCEUM_TRY(const auto boxes, read_boxes(bytes));
    const Box* found = nullptr;
    for (const Box& box : boxes)
      if (!found && box.type == type) found = &box;
    if (!found) return bad("no box " + std::string(type));
    bytes = found->body;
  }
  return bytes;
}

}  // namespace lyceum::fmp4
