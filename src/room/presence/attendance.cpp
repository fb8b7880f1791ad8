#include "room/presence/attendance.hpp"

#include <algorithm>
#include <tuple>

namespace lyceum::room {

void Attendance::Here::stand(const Standing& who) {
  if (folded.empty() || standing.person->name != who.person->name) folded = folded_name(who.person->name);
  standing = who;
}

std::optional<Attendance::Socket> Attendance::enter(const Standing& who, Socket socket) {
  ++sockets_;
  if (!who.person) {
    ++anonymous_;
    return std::nullopt;
  }
  Here& here = accounts_[who.person->id];
  here.stand(who);
  here.sockets.push_back(socket);
  if (here.sockets.size() <= sockets_max || who.may_moderate) return std::nullopt;
  const Socket oldest = here.sockets.front();
  here.sockets.erase(here.sockets.begin());
  --sockets_;
  return oldest;
}

bool Attendance::leave(std::optional<AccountId> account, Socket socket) {
  if (!account) {
    --sockets_;
    --anonymous_;
    return true;
  }
  const auto found = accounts_.find(*account);
  if (found == accounts_.end() || std::erase(found->second.sockets, socket) == 0) return false;
  --sockets_;
  if (found->second.sockets.empty()) accounts_.erase(found);
  return true;
}

std::vector<Attendance::Socket> Attendance::expel(AccountId account) {
  auto node = accounts_.extract(account);
  if (node.empty()) return {};
  sockets_ -= node.mapped().sockets.size();
  return std::move(node.mapped().sockets);
}

const Standing* Attendance::standing(AccountId account) const {
  const auto found = accounts_.find(account);
  return found == accounts_.end() ? nullptr : &found->second.standing;
}

bool Attendance::restand(const Standing& who) {
  const auto found = accounts_.find(who.person->id);
  if (found == accounts_.end()) return false;
  found->second.stand(who);
  return true;
}

const std::vector<Attendance::Socket>& Attendance::sockets(AccountId account) const {
  static const std::vector<Socket> none;
  const auto found = accounts_.find(account);
  return found == accounts_.end() ? none : found->second.sockets;
}

void Attendance::each(const std::function<void(const PeoplePicker::Offer&)>& visit) const {
  for (const auto& [id, here] : accounts_) visit({&*here.standing.person, here.folded});
}

std::vector<Person> Attendance::those(const std::function<bool(const Standing&)>& which) const {
  std::vector<Person> people;
  for (const auto& [id, here] : accounts_)
    if (which(here.standing)) people.push_back(*here.standing.person);
  std::ranges::sort(people, {}, [](const Person& person) { return std::tie(person.name, person.id); });
  return people;
}

std::optional<Utc> Attendance::due(const Presence& told) const {
  if (people() == told.people) return std::nullopt;
  return last_event_ + event_gap;
}

PresenceCounted Attendance::count(Utc now) {
  last_event_ = now;
  return {people()};
}

}  // namespace lyceum::room
