// JSON bodies into described structs, strictly: what is missing, of the wrong type or unknown is refused by
// name.
//
// Boost.JSON 1.81's own conversion fails on absent optionals and passes over unknown fields; this is the one
// helper that does neither. A field of type std::optional may be absent or null; every other one must be
// there.
//
//   struct SignIn { std::string login, password; };
//   BOOST_DESCRIBE_STRUCT(SignIn, (), (login, password))
//   LYCEUM_CO_TRY(const auto body, decode<SignIn>(request.body));
#pragma once

#include "base/result/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

namespace lyceum::api {

// 422: the JSON is well-formed, but not what this call takes. `field` is a name of the API, never a value.
Error bad_field(std::string_view field, std::string_view what);

// Parses at most 64 kB, nesting at most 8.
Result<boost::json::value> parse_json(std::string_view text);

// Absent (not given), null (given, no value) or a value: for changes, where null means "take it away".
template <class T>
struct Nullable {
  bool given = false;
  std::optional<T> value;
};

namespace decode_detail {

template <class T>
struct is_nullable : std::false_type {};
template <class T>
struct is_nullable<Nullable<T>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};

// A member named like a word of C++ carries a trailing underscore: operator_ is "operator".
constexpr std::string_view json_name(std::string_view member) {
  if (member.ends_with('_')) member.remove_suffix(1);
  return member;
}

template <class T>
Result<void> read(const boost::json::value& in, T& out, std::string_view field);

template <class T>
Result<void> read_struct(const boost::json::value& in, T& out, std::string_view field) {
  using namespace boost::describe;
  const auto* object = in.if_object();
  if (object == nullptr) return Failure(bad_field(field, "object"));
  Result<void> result;
  std::size_t used = 0;
  boost::mp11::mp_for_each<describe_members<T, mod_public>>([&](auto member) {
    if (!result) return;
    auto& slot = out.*member.pointer;
    using Slot = std::decay_t<decltype(slot)>;
    const std::string_view name = json_name(member.name);
    const auto* found = object->if_contains(name);
    if (found != nullptr) ++used;
    if (found == nullptr || (is_optional<Slot>::value && found->is_null())) {
      if constexpr (!is_optional<Slot>::value && !is_nullable<Slot>::value)
        result = Failure(bad_field(name, "required"));
      return;
    }
    result = read(*found, slot, name);
  });
  if (result && used != object->size()) return Failure(bad_field(field, "unknown field inside"));
  return result;
}

template <class T>
Result<void> read(const boost::json::value& in, T& out, std::string_view field) {
  if constexpr (is_nullable<T>::value) {
    out.given = true;
    if (!in.is_null()) return read(in, out.value, field);
  } else if constexpr (is_optional<T>::value) {
    return read(in, out.emplace(), field);
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!in.is_string()) return Failure(bad_field(field, "text"));
    out = in.get_string();
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!in.is_bool()) return Failure(bad_field(field, "true or false"));
    out = in.get_bool();
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    if (!in.is_int64()) return Failure(bad_field(field, "whole number"));
    out = in.get_int64();
  } else if constexpr (is_vector<T>::value) {
    const auto* items = in.if_array();
    if (items == nullptr) return Failure(bad_field(field, "list"));
    for (const auto& item : *items) LYCEUM_CHECK(read(item, out.emplace_back(), field));
  } else {
    return read_struct(in, out, field);
  }
  return {};
}

}  // namespace decode_detail

template <class T>
Result<T> decode(std::string_view text) {
  LYCEUM_TRY(const auto json, parse_json(text));
  T out;
  LYCEUM_CHECK(decode_detail::read_struct(json, out, "body"));
  return out;
}

}  // namespace lyceum::api
