#include "wire/avc/nal.hpp"

#include "base/bytes/reader.hpp"
#include "base/bytes/writer.hpp"

namespace lyceum::avc {
namespace {

Result<std::uint32_t> read_length(ByteReader& in, unsigned size) {
  std::uint32_t length = 0;
  for (unsigned i = 0; i < size; ++i) {
    LYCEUM_TRY(const std::uint8_t byte, in.u8());
    length = length << 8 | byte;
  }
  return length;
}

// Position of the next 00 00 01 at or after `from`; size() when there is none.
std::size_t find_start_code(ByteView unit, std::size_t from) {
  for (std::size_t i = from; i + 3 <= unit.size(); ++i)
    if (unit[i] == 0 && unit[i + 1] == 0 && unit[i + 2] == 1) return i;
  return unit.size();
}

}  // namespace

Result<std::vector<ByteView>> split_length_prefixed(ByteView unit, unsigned length_size) {
  std::vector<ByteView> nals;
  ByteReader in(unit);
  while (!in.at_end()) {
    LYCEUM_TRY(const std::uint32_t length, read_length(in, length_size));
    LYCEUM_TRY(const ByteView nal, in.view(length));
    if (nal.empty()) continue;
    if (nals.size() == nals_max) return Failure(malformed("nal", "too many NAL units"));
    nals.push_back(nal);
  }
  return nals;
}

bool starts_with_start_code(ByteView unit) {
  const std::size_t at = find_start_code(unit, 0);
  return at < unit.size() && (at == 0 || (at == 1 && unit[0] == 0));
}

std::vector<ByteView> split_start_codes(ByteView unit) {
  std::vector<ByteView> nals;
  std::size_t at = find_start_code(unit, 0);
  while (at < unit.size()) {
    const std::size_t begin = at + 3;
    at = nals.size() + 1 == nals_max ? unit.size() : find_start_code(unit, begin);
    ByteView nal = unit.subspan(begin, at - begin);
    while (!nal.empty() && nal.back() == 0)
      nal = nal.first(nal.size() - 1);  // trailing zeros belong to the next code
    if (!nal.empty()) nals.push_back(nal);
  }
  return nals;
}

Bytes join_length_prefixed(const std::vector<ByteView>& nals) {
  std::size_t size = 0;
  for (const ByteView nal : nals) size += 4 + nal.size();
  ByteWriter out(size);
  for (const ByteView nal : nals) {
    out.u32(nal.size());
    out.append(nal);
  }
  return out.take();
}

}  // namespace lyceum::avc
