// Where a page of a list ended: the sort value and the id of its last row, as clients carry it
// ("1700000000000000.42").
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum::store {

struct Cursor {
  std::int64_t sort = 0, id = 0;

  std::string str() const { return std::to_string(sort) + "." + std::to_string(id); }

  static std::optional<Cursor> parse(std::string_view text) {
    Cursor cursor;
    const char* const end = text.data() + text.size();
    const auto sort = std::from_chars(text.data(), end, cursor.sort);
    if (sort.ec != std::errc() || sort.ptr == end || *sort.ptr != '.') return std::nullopt;
    const auto id = std::from_chars(sort.ptr + 1, end, cursor.id);
    if (id.ec != std::errc() || id.ptr != end) return std::nullopt;
    return cursor;
  }
};

}  // namespace lyceum::store
