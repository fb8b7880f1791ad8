// Whom offers reach, and what staff asks about it.
#include "room/door/live_room.hpp"

namespace lyceum::room {
namespace {
constexpr milliseconds count_wait{250};
}

void LiveRoom::perform(const Ask& ask, const ListOffers&) {
  if (!only_staff(ask)) return;
  ground_.halls.answer(ask.guest, told_frame(ask.id, "offers", kept_json(recorder_.durable().offers)));
}

void LiveRoom::perform(const Ask& ask, const SeeOffer& deed) { reached_by(ask, deed.offer, false); }
void LiveRoom::perform(const Ask& ask, const ClickOffer& deed) { reached_by(ask, deed.offer, true); }

void LiveRoom::reached_by(const Ask& ask, Offset offer, bool clicked) {
  const auto fresh = offer_meter_.add(recorder_.ahead().offers, standing(ask.account), offer, clicked);
  if (!fresh) return answer(ask, Refused(fresh.error()));
  if (offer_meter_.waiting()) {
    offers_waiting_.push_back(ask);
    return arm_facts();
  }
  const Offers::Kept* kept = recorder_.durable().offers.find(offer);
  const bool durable = kept != nullptr && (clicked ? kept->clicked : kept->seen).contains(*ask.account);
  if (!durable) return answer(ask, refuse(No::too_fast, count_wait));  // on its way into the record
  answer(ask, std::nullopt);
}

}  // namespace lyceum::room
