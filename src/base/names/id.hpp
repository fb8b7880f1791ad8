// Strong names: an AccountId is never passed where a LessonId is meant.
#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum {

// A positive number below 2^53, so that JavaScript holds it too; 0 = none. In JSON and URLs it is written in
// decimal, in JSON as a string.
template <class Tag>
struct Id {
  std::int64_t value = 0;

  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return value != 0; }
  std::string str() const { return std::to_string(value); }

  static std::optional<Id> parse(std::string_view text) {
    Id id;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    if (id.value <= 0 || id.value >= (std::int64_t{1} << 53)) return std::nullopt;
    return id;
  }
};

using AccountId = Id<struct AccountTag>;
using LessonId = Id<struct LessonTag>;  // public: the number of the room that people type
using ViewerId = Id<struct ViewerTag>;  // one viewer session: someone watching one lesson in one player

// A room's record: offsets 1, 2, 3 … inside an epoch.
using Offset = std::uint64_t;
using Epoch = std::string;

}  // namespace lyceum

template <class Tag>
struct std::hash<lyceum::Id<Tag>> {
  std::size_t operator()(lyceum::Id<Tag> id) const noexcept { return std::hash<std::int64_t>()(id.value); }
};
