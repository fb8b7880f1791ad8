// What goes into a statement and comes out of it. Neutral: the same for SQLite and PostgreSQL.
//
// Booleans and times (microseconds UTC) are BIGINT in the schema, text is UTF-8, JSON is TEXT, bytes are
// BYTEA.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/names/id.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lyceum::store {

using Null = std::monostate;
using Value = std::variant<Null, std::int64_t, double, std::string, Bytes>;

template <std::integral T>
Value to_value(T number) {
  return static_cast<std::int64_t>(number);
}
inline Value to_value(double number) { return number; }
inline Value to_value(std::string_view text) { return std::string(text); }
inline Value to_value(ByteView bytes) { return Bytes(bytes.begin(), bytes.end()); }
inline Value to_value(const Bytes& bytes) { return bytes; }
inline Value to_value(Utc time) { return utc_micros(time); }
template <class Tag>
Value to_value(Id<Tag> id) {
  return id.value;
}
template <class T>
Value to_value(const std::optional<T>& value) {
  return value ? to_value(*value) : Value(Null());
}

// Texts are UTF-8 and hold no NUL, which PostgreSQL cannot keep. Refusal: text.
Result<void> check_texts(std::span<const Value> values);

// One row of an answer, borrowed from its Rows. Columns count from 0. Asking for another type than the column
// holds is a programmer error and aborts.
class Row {
 public:
  explicit Row(const Value* cells) : cells_(cells) {}

  bool is_null(std::size_t column) const { return std::holds_alternative<Null>(cells_[column]); }
  std::int64_t integer(std::size_t column) const { return get<std::int64_t>(column); }
  double real(std::size_t column) const { return get<double>(column); }
  bool flag(std::size_t column) const { return integer(column) != 0; }
  const std::string& text(std::size_t column) const { return get<std::string>(column); }
  const Bytes& bytes(std::size_t column) const { return get<Bytes>(column); }
  Utc utc(std::size_t column) const { return utc_from_micros(integer(column)); }
  std::optional<Utc> optional_utc(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional(utc(column));
  }
  template <class IdType>
  IdType id(std::size_t column) const {
    return IdType{integer(column)};
  }

 private:
  template <class T>
  const T& get(std::size_t column) const {
    const T* value = std::get_if<T>(&cells_[column]);
    if (value == nullptr) __builtin_trap();
    return *value;
  }

  const Value* cells_;
};

// The whole answer to one statement. Statements that may give many rows carry a LIMIT.
class Rows {
 public:
  Rows() = default;
  Rows(std::size_t columns, std::vector<Value> cells, std::int64_t changed)
      : columns_(columns), cells_(std::move(cells)), changed_(changed) {}

  std::size_t size() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
  bool empty() const { return cells_.empty(); }
  Row operator[](std::size_t row) const { return Row(cells_.data() + row * columns_); }
  // Rows inserted, updated or deleted. 0 for a SELECT.
  std::int64_t changed() const { return changed_; }

  class Iterator {
   public:
    Iterator(const Rows* rows, std::size_t at) : rows_(rows), at_(at) {}
    Row operator*() const { return (*rows_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const Rows* rows_;
    std::size_t at_;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

 private:
  std::size_t columns_ = 0;
  std::vector<Value> cells_;
  std::int64_t changed_ = 0;
};

}  // namespace lyceum::store
