#include "room/offers/decide.hpp"

namespace lyceum::room {
namespace {

bool read_number(const boost::json::object& object, Offset& out) {
  const auto offer = count_field(object, "offer");
  out = offer.value_or(0);
  return offer.has_value();
}

// Not there: fine, `out` stays.
template <class Out>
bool read_content(const boost::json::object& object, Out& out) {
  if (!object.contains("content")) return true;
  const auto* content = object_field(object, "content");
  auto read = content == nullptr ? std::nullopt : read_offer(*content);
  if (read) out = std::move(*read);
  return read.has_value();
}

std::expected<OfferContent, Refusal> checked_new(const Offers& offers, const OfferContent& typed) {
  auto content = checked(typed);
  if (content && offers.all().size() >= offers_max) return refuse(No::too_many_offers);
  return content;
}

}  // namespace

bool read_fields(const boost::json::object& object, KeepOffer& command) {
  const bool numbered = read_number(object, command.offer) || !object.contains("offer");
  return numbered && object.contains("content") && read_content(object, command.content);
}
bool read_fields(const boost::json::object& object, DropOffer& command) {
  return read_number(object, command.offer);
}
bool read_fields(const boost::json::object& object, ShowOffer& command) {
  if (object.contains("offer") == object.contains("content")) return false;
  return read_content(object, command.content) && (command.content || read_number(object, command.offer));
}
bool read_fields(const boost::json::object& object, HideOffer& command) {
  return read_number(object, command.offer);
}
bool read_fields(const boost::json::object& object, SeeOffer& command) {
  return read_number(object, command.offer);
}
bool read_fields(const boost::json::object& object, ClickOffer& command) {
  return read_number(object, command.offer);
}

std::expected<OfferMoves, Refusal> decide(const Offers& offers, const Standing& who,
                                          const KeepOffer& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  OfferMoves moves;
  if (command.offer == 0) {
    auto content = checked_new(offers, command.content);
    if (!content) return Refused(content.error());
    moves.kept = OfferKept{0, std::move(*content)};
    return moves;
  }
  const Offers::Kept* kept = offers.find(command.offer);
  if (kept == nullptr) return refuse(No::not_found);
  auto content = checked(command.content);
  if (!content) return Refused(content.error());
  if (*content == kept->content) return moves;
  if (offers.shown() == command.offer) moves.shown = OfferShown{command.offer, *content};
  moves.kept = OfferKept{command.offer, std::move(*content)};
  return moves;
}

std::expected<OfferMoves, Refusal> decide(const Offers& offers, const Standing& who,
                                          const DropOffer& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  OfferMoves moves;
  if (offers.find(command.offer) == nullptr) return moves;
  if (offers.shown() == command.offer) moves.hidden = OfferHidden{command.offer};
  moves.dropped = OfferDropped{command.offer};
  return moves;
}

std::expected<OfferMoves, Refusal> decide(const Offers& offers, const Standing& who, const ShowOffer& command,
                                          Offset next) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  OfferMoves moves;
  if (command.content) {
    auto content = checked_new(offers, *command.content);
    if (!content) return Refused(content.error());
    moves.kept = OfferKept{0, *content};
    moves.shown = OfferShown{next, std::move(*content)};
    return moves;
  }
  const Offers::Kept* kept = offers.find(command.offer);
  if (kept == nullptr) return refuse(No::not_found);
  if (offers.shown() != command.offer) moves.shown = OfferShown{command.offer, kept->content};
  return moves;
}

std::expected<OfferMoves, Refusal> decide(const Offers& offers, const Standing& who,
                                          const HideOffer& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  OfferMoves moves;
  if (command.offer != 0 && offers.shown() == command.offer) moves.hidden = OfferHidden{command.offer};
  return moves;
}

}  // namespace lyceum::room
