#include "room/chat/decide.hpp"

#include <algorithm>

#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

constexpr std::array<std::int64_t, 7> mute_ladder = {0, 10, 60, 300, 600, 1800, 86400};
constexpr std::array<std::int64_t, 6> slow_steps = {0, 5, 10, 30, 60, 300};

template <std::size_t Size>
bool read_step(const boost::json::object& object, const std::array<std::int64_t, Size>& steps,
               std::int64_t& out) {
  out = whole_field(object, "seconds").value_or(-1);
  return std::ranges::find(steps, out) != steps.end();
}

bool read_number(const boost::json::object& object, std::string_view name, Offset& out) {
  const auto n = count_field(object, name);
  out = n.value_or(0);
  return n.has_value();
}

}  // namespace

bool read_fields(const boost::json::object& object, SendComment& command) {
  const auto text = text_field(object, "text");
  if (!text) return false;
  command.text = *text;
  if (object.contains("about")) {
    const auto about = count_field(object, "about");
    if (!about || *about >= (std::uint64_t{1} << 53)) return false;
    command.about = Utc(milliseconds(static_cast<std::int64_t>(*about)));
  }
  return !object.contains("reply") || read_number(object, "reply", command.reply);
}

bool read_fields(const boost::json::object& object, DeleteComment& command) {
  return read_number(object, "n", command.n);
}

bool read_fields(const boost::json::object& object, PinComment& command) {
  return read_number(object, "n", command.n);
}

bool read_fields(const boost::json::object& object, MuteAccount& command) {
  const auto account = AccountId::parse(text_field(object, "account").value_or(""));
  command.account = account.value_or(AccountId{});
  return account && read_step(object, mute_ladder, command.seconds);
}

bool read_fields(const boost::json::object& object, SetSlow& command) {
  return read_step(object, slow_steps, command.seconds);
}

}  // namespace lyceum::room
