#include "room/hands/hands.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {

void append_rest(std::string& out, const Hands::Hand& hand) {
  out += R"("t":)";
  append_json(out, utc_millis(hand.t));
  out += hand.called ? R"(,"called":true})" : R"(,"called":false})";
}

}  // namespace

const Hands::Hand* Hands::of(AccountId account) const {
  const auto found = std::ranges::find(all_, account, [](const Hand& hand) { return hand.from.id; });
  return found == all_.end() ? nullptr : &*found;
}

void Hands::evolve(const HandRaised& event, Stamp at) { all_.push_back({event.from, at.t}); }

void Hands::evolve(const HandCalled& event, Stamp) {
  for (Hand& hand : all_)
    if (hand.from.id == event.account) hand.called = true;
}

void Hands::evolve(const HandLowered& event, Stamp) { forget(event.account); }

void Hands::forget(AccountId account) {
  std::erase_if(all_, [&](const Hand& hand) { return hand.from.id == account; });
}

void append_mine(std::string& out, const Hands& hands, AccountId account) {
  const Hands::Hand* hand = hands.of(account);
  if (hand == nullptr) return;
  out += R"(,"hand":{)";
  append_rest(out, *hand);
}

void append_for_staff(std::string& out, const Hands& hands) {
  out += R"(,"hands":[)";
  for (const Hands::Hand& hand : hands.all()) {
    if (out.back() != '[') out += ',';
    out += R"({"from":)";
    append_json(out, hand.from);
    out += ',';
    append_rest(out, hand);
  }
  out += ']';
}

}  // namespace lyceum::room
