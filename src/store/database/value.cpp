#include "store/database/value.hpp"

#include "base/text/text.hpp"
#include "store/database/refusal.hpp"

#include <algorithm>

namespace lyceum::store {
namespace {

bool keepable(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr || (text->find('\0') == std::string::npos && well_formed(*text));
}

}  // namespace

Result<void> check_texts(std::span<const Value> values) {
  const auto wrong = std::ranges::find_if_not(values, keepable);
  if (wrong == values.end()) return {};
  return Failure(
      refuse(Refusal::text, "$" + std::to_string(wrong - values.begin() + 1) + " is not UTF-8 without NUL"));
}

}  // namespace lyceum::store
