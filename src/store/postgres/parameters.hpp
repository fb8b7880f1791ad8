// Values as libpq takes them: numbers and texts in text form, so that the server reads them as whatever the
// statement wants there; bytes as they are.
#pragma once

#include "store/database/value.hpp"

#include <span>
#include <string>
#include <vector>

namespace lyceum::store {

// Borrows from the values. Precondition: check_texts (a text form ends at its first NUL).
class Parameters {
 public:
  explicit Parameters(std::span<const Value> values);

  int count() const { return static_cast<int>(pointers_.size()); }
  const char* const* values() const { return pointers_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void add(const Value& value);

  std::vector<std::string> numbers_;  // what pointers_ leads to, when it is not in the values
  std::vector<const char*> pointers_;
  std::vector<int> lengths_, formats_;
};

}  // namespace lyceum::store
