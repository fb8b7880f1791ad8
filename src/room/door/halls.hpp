// The sockets of all rooms as a room sees them: told apart by number, spread over reactors, reached by
// messages.
#pragma once

#include "room/door/close.hpp"
#include "room/feed/feed.hpp"

#include <compare>
#include <cstdint>
#include <vector>

namespace lyceum::room {

// One socket in one room, for as long as the process lives.
struct GuestId {
  std::uint64_t value = 0;  // hall (8 bits), slot in the hall (24), serial (32)

  auto operator<=>(const GuestId&) const = default;
  static GuestId make(std::size_t hall, std::uint32_t slot, std::uint32_t serial) {
    return {std::uint64_t{hall} << 56 | std::uint64_t{slot} << 32 | serial};
  }
  std::size_t hall() const { return static_cast<std::size_t>(value >> 56); }
  std::uint32_t slot() const { return static_cast<std::uint32_t>(value >> 32) & 0xFFFFFFU; }
  std::uint32_t serial() const { return static_cast<std::uint32_t>(value); }
};

// What a guest is sent until it has everything. Not yet seated: it asks for the rest, from `upto` on, when it
// has taken this.
struct Welcome {
  std::vector<SharedBytes> frames;  // in this order, directly one after the other
  Audience audience = Audience::everyone;
  Offset upto = 0;
  bool seated = false;  // from here on it takes part in flushes
};

// Called on a room's home reactor; what is called in a row arrives in that order. A guest that has gone
// meanwhile is passed by.
class Halls {
 public:
  virtual ~Halls() = default;
  virtual void welcome(GuestId guest, Welcome welcome) = 0;
  virtual void send(GuestId guest, SharedBytes frame) = 0;
  // The answer to a command of the guest's, which may send another one for it.
  virtual void answer(GuestId guest, SharedBytes frame) = 0;
  virtual void close(GuestId guest, Farewell why) = 0;
  // To everyone of the lesson who is seated in that hall. Answered with LiveRoom::swept().
  virtual void flush(std::size_t hall, LessonId lesson, Feed::Frames frames) = 0;
};

}  // namespace lyceum::room
