// The text of a room's event in the table room_event: sealed when the database has a seal, and bound to its
// row.
#pragma once

#include "store/seal/seal.hpp"

#include <cstdint>
#include <string>

namespace lyceum::store {

inline std::string event_place(std::int64_t lesson, std::int64_t n) {
  return "room_event.body " + std::to_string(lesson) + ' ' + std::to_string(n);
}
// As it is stored.
inline std::string close_event(const Seal& seal, std::int64_t lesson, std::int64_t n,
                               const std::string& body) {
  return seal.closes() ? seal.close(body, event_place(lesson, n)) : body;
}
// Refusal: seal_broken.
inline Result<std::string> open_event(const Seal& seal, std::int64_t lesson, std::int64_t n,
                                      const std::string& stored) {
  return seal.open(stored, event_place(lesson, n));
}

}  // namespace lyceum::store
