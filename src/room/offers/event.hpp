// What can happen to offers. An offer is named by the offset of the event that kept it first.
#pragma once

#include "room/offers/content.hpp"

#include <vector>

namespace lyceum::room {

// Prepared or changed, for staff to show.
struct OfferKept {
  static constexpr std::string_view type = "offer_kept";
  static constexpr Audience audience = Audience::staff;
  Offset offer = 0;  // 0: a new one
  OfferContent content;
};

struct OfferDropped {
  static constexpr std::string_view type = "offer_dropped";
  static constexpr Audience audience = Audience::staff;
  Offset offer = 0;
};

// Stands in the room from now on, instead of the one before.
struct OfferShown {
  static constexpr std::string_view type = "offer_shown";
  static constexpr Audience audience = Audience::everyone;
  Offset offer = 0;
  OfferContent content;
};

struct OfferHidden {
  static constexpr std::string_view type = "offer_hidden";
  static constexpr Audience audience = Audience::everyone;
  Offset offer = 0;
};

// Whom it reached since the last such event; nobody twice.
struct OfferReached {
  static constexpr std::string_view type = "offer_reached";
  static constexpr Audience audience = Audience::record;
  Offset offer = 0;
  std::vector<AccountId> seen, clicked;  // at most reached_max together
};
inline constexpr std::size_t reached_max = 500;

// How many people it has reached; at most one such event a second.
struct OfferCounted {
  static constexpr std::string_view type = "offer_count";
  static constexpr Audience audience = Audience::staff;
  Offset offer = 0;
  std::int64_t seen = 0, clicked = 0;
};

void append_fields(std::string& out, const OfferKept& event);
void append_fields(std::string& out, const OfferDropped& event);
void append_fields(std::string& out, const OfferShown& event);
void append_fields(std::string& out, const OfferHidden& event);
void append_fields(std::string& out, const OfferReached& event);
void append_fields(std::string& out, const OfferCounted& event);

// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, OfferKept& event);
bool read_fields(const boost::json::object& object, OfferDropped& event);
bool read_fields(const boost::json::object& object, OfferShown& event);
bool read_fields(const boost::json::object& object, OfferHidden& event);
bool read_fields(const boost::json::object& object, OfferReached& event);
bool read_fields(const boost::json::object& object, OfferCounted& event);

}  // namespace lyceum::room
