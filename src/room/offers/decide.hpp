// What people ask of the offers, and the rules that answer.
#pragma once

#include "room/offers/offers.hpp"

#include <array>

namespace lyceum::room {

// Staff: keeps a new one, or changes `offer`, also while it is shown.
struct KeepOffer {
  static constexpr std::string_view word = "offer_keep";
  static constexpr std::array<std::string_view, 2> fields = {"offer", "content"};
  Offset offer = 0;  // 0: a new one
  OfferContent content;
};

// Staff.
struct DropOffer {
  static constexpr std::string_view word = "offer_drop";
  static constexpr std::array<std::string_view, 1> fields = {"offer"};
  Offset offer = 0;
};

// Staff: shows one that is kept, or what was just typed, which is kept, too.
struct ShowOffer {
  static constexpr std::string_view word = "offer_show";
  static constexpr std::array<std::string_view, 2> fields = {"offer", "content"};
  Offset offer = 0;
  std::optional<OfferContent> content = std::nullopt;
};

// Staff.
struct HideOffer {
  static constexpr std::string_view word = "offer_hide";
  static constexpr std::array<std::string_view, 1> fields = {"offer"};
  Offset offer = 0;
};

// For staff, and it changes nothing: those that are kept, with whom they reached.
struct ListOffers {
  static constexpr std::string_view word = "offers";
  static constexpr std::array<std::string_view, 0> fields = {};
};

// Learners and guests: it is before their eyes; they have followed its link.
struct SeeOffer {
  static constexpr std::string_view word = "offer_seen";
  static constexpr std::array<std::string_view, 1> fields = {"offer"};
  Offset offer = 0;
};
struct ClickOffer {
  static constexpr std::string_view word = "offer_click";
  static constexpr std::array<std::string_view, 1> fields = {"offer"};
  Offset offer = 0;
};

bool read_fields(const boost::json::object& object, KeepOffer& command);
bool read_fields(const boost::json::object& object, DropOffer& command);
bool read_fields(const boost::json::object& object, ShowOffer& command);
bool read_fields(const boost::json::object& object, HideOffer& command);
inline bool read_fields(const boost::json::object&, ListOffers&) { return true; }
bool read_fields(const boost::json::object& object, SeeOffer& command);
bool read_fields(const boost::json::object& object, ClickOffer& command);

inline constexpr std::size_t offers_max = 24;  // kept at a time: all of them fit into one answer

// What comes of it, in the order in which it happens. Nothing of all: it is so already.
struct OfferMoves {
  std::optional<OfferKept> kept;
  std::optional<OfferHidden> hidden;
  std::optional<OfferDropped> dropped;
  std::optional<OfferShown> shown;
};

// Precondition of all: somebody is signed in. `next`: the offset of the next event.
std::expected<OfferMoves, Refusal> decide(const Offers& offers, const Standing& who,
                                          const KeepOffer& command);
std::expected<OfferMoves, Refusal> decide(const Offers& offers, const Standing& who,
                                          const DropOffer& command);
std::expected<OfferMoves, Refusal> decide(const Offers& offers, const Standing& who, const ShowOffer& command,
                                          Offset next);
std::expected<OfferMoves, Refusal> decide(const Offers& offers, const Standing& who,
                                          const HideOffer& command);

}  // namespace lyceum::room
