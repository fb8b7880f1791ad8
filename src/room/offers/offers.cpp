#include "room/offers/offers.hpp"

namespace lyceum::room {

const Offers::Kept* Offers::find(Offset offer) const {
  const auto found = all_.find(offer);
  return found == all_.end() ? nullptr : &found->second;
}

void Offers::evolve(const OfferKept& event, Stamp at) {
  all_[event.offer == 0 ? at.n : event.offer].content = event.content;
}

void Offers::evolve(const OfferShown& event, Stamp at) {
  shown_ = event.offer;
  content_ = event.content;
  since_ = at.t;
}

void Offers::evolve(const OfferHidden& event, Stamp) {
  if (shown_ != event.offer) return;
  shown_ = 0;
  content_ = {};
  since_ = {};
}

void Offers::evolve(const OfferReached& event, Stamp) {
  const auto found = all_.find(event.offer);
  if (found == all_.end()) return;
  found->second.seen.insert(event.seen.begin(), event.seen.end());
  found->second.clicked.insert(event.clicked.begin(), event.clicked.end());
}

void append_shown(std::string& out, const Offers& offers) {
  if (offers.shown_ == 0) return;
  out += R"(,"offer":{"offer":)";
  append_json(out, offers.shown_);
  out += R"(,"t":)";
  append_json(out, utc_millis(offers.since_));
  out += R"(,"content":)";
  append_json(out, offers.content_);
  out += '}';
}

std::string kept_json(const Offers& offers) {
  std::string out = "[";
  for (auto at = offers.all().rbegin(); at != offers.all().rend(); ++at) {
    const auto& [n, kept] = *at;
    if (out.back() != '[') out += ',';
    out += R"({"offer":)";
    append_json(out, n);
    out += R"(,"content":)";
    append_json(out, kept.content);
    out += R"(,"seen":)";
    append_json(out, std::int64_t(kept.seen.size()));
    out += R"(,"clicked":)";
    append_json(out, std::int64_t(kept.clicked.size()));
    out += '}';
  }
  return out + ']';
}

}  // namespace lyceum::room
