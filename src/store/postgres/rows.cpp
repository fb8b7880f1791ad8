#include "store/postgres/rows.hpp"

#include "base/bytes/reader.hpp"
#include "store/database/refusal.hpp"

#include <bit>
#include <charconv>

#include <libpq-fe.h>

namespace lyceum::store {
namespace {

// The numbers of built-in types never change (pg_type.dat of PostgreSQL's source).
enum Type : Oid {
  kBool = 16,
  kBytea = 17,
  kName = 19,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kText = 25,
  kFloat4 = 700,
  kFloat8 = 701,
  kUnknown = 705,
  kVarchar = 1043,
};

Result<Value> integer(ByteReader reader) {
  switch (reader.remaining()) {
    case 1: {
      LYCEUM_TRY(const auto bits, reader.u8());
      return std::int64_t{bits};
    }
    case 2: {
      LYCEUM_TRY(const auto bits, reader.u16());
      return std::int64_t{static_cast<std::int16_t>(bits)};
    }
    case 4: {
      LYCEUM_TRY(const auto bits, reader.u32());
      return std::int64_t{static_cast<std::int32_t>(bits)};
    }
    default: {
      LYCEUM_TRY(const auto bits, reader.u64());
      return static_cast<std::int64_t>(bits);
    }
  }
}

Result<Value> real(ByteReader reader) {
  if (reader.remaining() == sizeof(float)) {
    LYCEUM_TRY(const auto bits, reader.u32());
    return double{std::bit_cast<float>(bits)};
  }
  LYCEUM_TRY(const auto bits, reader.u64());
  return std::bit_cast<double>(bits);
}

Result<Value> cell(Oid type, ByteView bytes) {
  switch (type) {
    case kBool:
    case kInt2:
    case kInt4:
    case kInt8:
      return integer(ByteReader(bytes));
    case kFloat4:
    case kFloat8:
      return real(ByteReader(bytes));
    case kText:
    case kName:
    case kUnknown:
    case kVarchar:
      return std::string(as_text(bytes));
    case kBytea:
      return Bytes(bytes.begin(), bytes.end());
    default:
      return Failure(refuse(Refusal::failed, "a column has type " + std::to_string(type) + ": CAST it"));
  }
}

Result<Value> cell(const pg_result* result, int row, int column) {
  if (PQgetisnull(result, row, column) != 0) return Null();
  const auto* first = reinterpret_cast<const std::uint8_t*>(PQgetvalue(result, row, column));
  const auto size = static_cast<std::size_t>(PQgetlength(result, row, column));
  return cell(PQftype(result, column), ByteView(first, size));
}

// libpq also counts the rows of a SELECT.
std::int64_t changed_by(const pg_result* result) {
  const std::string_view tag = PQcmdStatus(const_cast<pg_result*>(result));
  if (tag.starts_with("SELECT")) return 0;
  const std::string_view digits = PQcmdTuples(const_cast<pg_result*>(result));
  std::int64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

}  // namespace

Result<Rows> to_rows(const pg_result* result, std::string_view sql) {
  const int rows = PQntuples(result), columns = PQnfields(result);
  std::vector<Value> cells;
  cells.reserve(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      auto value = cell(result, row, column);
      if (!value) {
        value.error().detail += ": " + std::string(sql);
        return Failure(std::move(value).error());
      }
      cells.push_back(std::move(*value));
    }
  return Rows(static_cast<std::size_t>(columns), std::move(cells), changed_by(result));
}

}  // namespace lyceum::store
