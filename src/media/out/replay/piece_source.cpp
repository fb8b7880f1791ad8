#include "media/out/replay/piece_source.hpp"

#include <algorithm>

namespace lyceum::media {

Task<Result<SharedBytes>> PieceSource::next() {
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(range_.length, piece_bytes));
  auto piece = co_await read_piece(files_, lesson_, name_, range_.offset, wanted);
  if (piece) {
    range_.offset += piece->size();
    range_.length -= piece->size();
  }
  co_return piece;
}

}  // namespace lyceum::media
