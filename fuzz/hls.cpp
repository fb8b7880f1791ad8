// Delivery directives of a playlist's query, judged against some live edge. Fields are separated by '&'.
#include "base/bytes/bytes.hpp"
#include "wire/hls/delivery_directives.hpp"

#include <array>

using namespace lyceum;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = as_text(ByteView(data, size));
  std::array<std::optional<std::string_view>, 3> fields;
  for (auto& field : fields) {
    if (rest.empty()) break;
    const auto end = std::min(rest.find('&'), rest.size());
    field = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const auto directives = hls::parse_directives(fields[0], fields[1], fields[2]);
  if (!directives) return 0;
  if (directives->part && !directives->msn) __builtin_trap();
  const hls::LiveEdge edge{.msn = 1000, .parts = 3, .last_complete_parts = 6};
  if (hls::judge(*directives, edge) == hls::Reload::later && directives->msn &&
      *directives->msn > edge.msn + 2)
    __builtin_trap();
  return 0;
}
