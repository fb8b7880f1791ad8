// Why the room ends a socket, as data: the WebSocket close code tells a client whether to come back.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace lyceum::room {

enum class Farewell : std::uint8_t {
  sign_in,
  not_allowed,
  too_slow,
  replaced,
  over,
  restart,
  unready,
  abuse,
  barred
};

struct FarewellRow {
  Farewell why;
  std::uint16_t code;  // 4008 and from 4500 on: reconnect with jittered back-off and resume; others: do not
  std::string_view reason;  // for people who read logs; clients tell "address barred" from other 4003
};

inline constexpr std::array<FarewellRow, 9> kFarewells = {{
    {Farewell::sign_in, 4001, "sign in"},
    {Farewell::not_allowed, 4003, "not allowed"},
    {Farewell::too_slow, 4008, "too slow"},
    {Farewell::replaced, 4009, "replaced by a newer tab"},
    {Farewell::over, 4010, "room over"},
    {Farewell::restart, 4500, "server restarts"},
    {Farewell::unready, 4503, "room cannot be opened now"},
    {Farewell::abuse, 4003, "too many errors"},
    {Farewell::barred, 4003, "address barred"},
}};

constexpr const FarewellRow& farewell(Farewell why) { return kFarewells[static_cast<std::size_t>(why)]; }

constexpr bool farewells_are_ordered() {
  for (std::size_t i = 0; i < kFarewells.size(); ++i)
    if (kFarewells[i].why != static_cast<Farewell>(i)) return false;
  return true;
}
static_assert(farewells_are_ordered());

}  // namespace lyceum::room
