#include "room/state/event.hpp"

#include <boost/json/parse.hpp>

namespace lyceum::room {
namespace {

template <class Kind>
bool read_as(std::string_view type, const boost::json::object& body, std::optional<Event>& out) {
  if (type != Kind::type) return false;
  Kind event;
  if (read_fields(body, event)) out = std::move(event);
  return true;
}

template <class... Kinds>
std::optional<Event> read_any(std::string_view type, const boost::json::object& body,
                              std::variant<Kinds...>*) {
  std::optional<Event> event;
  (read_as<Kinds>(type, body, event) || ...);
  return event;
}

}  // namespace

std::string_view event_type(const Event& event) {
  return std::visit([](const auto& kind) { return kind.type; }, event);
}

Audience event_audience(const Event& event) {
  return std::visit([](const auto& kind) { return kind.audience; }, event);
}

std::optional<AccountId> concerns(const Event& event) {
  return std::visit(
      [](const auto& kind) -> std::optional<AccountId> {
        if constexpr (requires { kind.concerns(); }) return kind.concerns();
        return std::nullopt;
      },
      event);
}

std::string event_body(const Event& event) {
  std::string body = "{";
  std::visit([&](const auto& kind) { append_fields(body, kind); }, event);
  return body + '}';
}

std::optional<Event> read_event(std::string_view type, std::string_view body) {
  boost::json::error_code error;
  const auto value = boost::json::parse({body.data(), body.size()}, error);
  if (error || !value.is_object()) return std::nullopt;
  return read_any(type, value.get_object(), static_cast<Event*>(nullptr));
}

}  // namespace lyceum::room
