#include "room/presence/roster.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <charconv>

namespace lyceum::room {
namespace {

constexpr std::size_t place_max = 2000;  // bytes

// A number and the full stop behind it, off the front of the text.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end == text.data() + text.size() || *end != '.') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return number;
}

}  // namespace

std::string place_text(const PeoplePlace& place) {
  std::string text;
  for (const std::int64_t number :
       {static_cast<std::int64_t>(place.role), std::int64_t{place.present.count()},
        std::int64_t{place.at.time_since_epoch().count()}, place.id.value})
    text += std::to_string(number) + '.';
  return text + place.name;
}

std::optional<PeoplePlace> read_place(std::string_view text) {
  if (text.size() > place_max) return std::nullopt;
  const auto role = take_number(text), present = take_number(text), at = take_number(text),
             id = take_number(text);
  if (!role || !present || !at || !id || *role < 0 || *role > static_cast<std::int64_t>(Role::lecturer))
    return std::nullopt;
  constexpr std::int64_t most = std::int64_t{1} << 60;  // so that sums stay in their range
  if (*present < -most || *present > most || *at < -most || *at > most) return std::nullopt;
  return PeoplePlace{static_cast<Role>(*role), std::string(text), microseconds(*present),
                     Utc(microseconds(*at)), AccountId{*id}};
}

std::string folded_name(std::string_view name) { return folded_text(name).value_or(std::string(name)); }

PeoplePicker::PeoplePicker(const PeopleQuery& query, std::size_t most, Utc now, bool running)
    : query_(query), most_(most), now_(now), after_(query.after) {
  if (!after_) return;
  if (running) after_->present += now - after_->at;
  after_person_ = {after_->id, {}, after_->role};
}

bool PeoplePicker::before(const Offer& a, const Offer& b) const {
  if (query_.order == PeopleOrder::minutes && a.present != b.present) return a.present > b.present;
  if (query_.order == PeopleOrder::name && a.person->role != b.person->role)
    return a.person->role > b.person->role;
  if (query_.order == PeopleOrder::name && a.name != b.name) return a.name < b.name;
  return a.person->id < b.person->id;
}

void PeoplePicker::offer(const Offer& offer) {
  if (query_.role && offer.person->role != *query_.role) return;
  if (!query_.search.empty() && offer.name.find(query_.search) == std::string_view::npos) return;
  ++total_;
  if (after_ && !before({&after_person_, after_->name, after_->present}, offer)) return;
  ++beyond_;
  const auto order = [this](const Offer& a, const Offer& b) { return before(a, b); };
  if (best_.size() == most_) {
    if (!before(offer, best_.front())) return;
    std::ranges::pop_heap(best_, order);
    best_.pop_back();
  }
  best_.push_back(offer);
  std::ranges::push_heap(best_, order);
}

PeoplePage PeoplePicker::page() && {
  std::ranges::sort_heap(best_, [this](const Offer& a, const Offer& b) { return before(a, b); });
  PeoplePage page{.people = {}, .total = total_, .next = {}};
  for (const Offer& offer : best_) page.people.push_back(*offer.person);
  if (beyond_ <= best_.size() || best_.empty()) return page;
  const Offer& last = best_.back();
  page.next = PeoplePlace{last.person->role, std::string(last.name), last.present, now_, last.person->id};
  return page;
}

}  // namespace lyceum::room
