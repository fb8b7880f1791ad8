#include "store/postgres/parameters.hpp"

#include <array>
#include <charconv>

namespace lyceum::store {
namespace {

constexpr int kText = 0, kBinary = 1;

template <class Number>
std::string text_of(Number number) {
  std::array<char, 32> digits;  // the shortest form that reads back as the same number
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return std::string(digits.data(), end.ptr);
}

}  // namespace

Parameters::Parameters(std::span<const Value> values) {
  numbers_.reserve(values.size());  // they do not move afterwards
  for (const Value& value : values) add(value);
}

void Parameters::add(const Value& value) {
  const char* pointer = nullptr;
  int length = 0, format = kText;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    pointer = numbers_.emplace_back(text_of(*integer)).c_str();
  } else if (const auto* real = std::get_if<double>(&value)) {
    pointer = numbers_.emplace_back(text_of(*real)).c_str();
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    pointer = text->c_str();
  } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
    pointer = bytes->empty() ? "" : reinterpret_cast<const char*>(bytes->data());
    length = static_cast<int>(bytes->size());
    format = kBinary;
  }
  pointers_.push_back(pointer);
  lengths_.push_back(length);
  formats_.push_back(format);
}

}  // namespace lyceum::store
