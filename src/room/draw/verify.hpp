// Whether a draw went as it was laid down, from its file alone. The page /verify-draw does the same in the
// browser (web/src/screens/verify); both are tested with the same files.
#pragma once

#include "room/draw/file.hpp"

namespace lyceum::room {

enum class DrawStep : std::uint8_t {
  commitment,      // the seed is the one that was bound at the opening
  start,           // the chain begins with these rules
  chain,           // the tickets lead, in this order, to the head that everybody was told
  once,            // no ticket is there twice
  list,            // the hash of the sorted list is that of these tickets
  beacon_time,     // the named round came after the end
  beacon_value,    // its value is there; whether it is the right one has to be compared elsewhere
  winners,         // the named winners have the lowest scores
  receipt_draw,    // the receipt is of this draw
  receipt_ticket,  // its ticket follows from account, nonce and seed
  receipt_place,   // its ticket stands at its place
  receipt_head,    // the chain up to it is the one that was told then
};
std::string_view draw_step_name(DrawStep step);

struct DrawFinding {
  DrawStep step;
  bool holds = false;
  bool operator==(const DrawFinding&) const = default;
};

// Those that apply, in the order above. `receipt` may be null.
std::vector<DrawFinding> verify(const DrawFile& file, const DrawReceipt* receipt);

}  // namespace lyceum::room
