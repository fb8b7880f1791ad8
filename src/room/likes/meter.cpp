#include "room/likes/meter.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {
constexpr std::int64_t full = LikeMeter::taps_at_once * 1000;
}

bool read_fields(const boost::json::object& object, SendLike& command) {
  command.count = whole_field(object, "count").value_or(0);
  return command.count >= 1 && command.count <= 30;
}

LikeMeter::Allowance LikeMeter::refilled(AccountId account, Utc now) const {
  const auto found = allowances_.find(account);
  if (found == allowances_.end()) return {full, now};
  // A clock that was set back must not starve anybody: time that ran backwards counts as none.
  const auto passed = std::clamp<std::int64_t>((now - found->second.at).count() / 1000, 0, full);
  return {std::min(full, found->second.milli_taps + passed * taps_a_second), now};
}

void LikeMeter::forget_rested(Utc now) {
  if (allowances_.size() < forget_at_) return;
  std::erase_if(allowances_,
                [&](const auto& entry) { return refilled(entry.first, now).milli_taps == full; });
  forget_at_ = std::max<std::size_t>(1024, allowances_.size() * 2);
}

std::expected<void, Refusal> LikeMeter::add(const Standing& who, const SendLike& command, bool over,
                                            Utc now) {
  if (!who.person) return refuse(No::sign_in);
  if (over) return refuse(No::room_over);
  Allowance allowance = refilled(who.person->id, now);
  const std::int64_t wanted = command.count * 1000;
  if (allowance.milli_taps < wanted)
    return refuse(No::too_fast, milliseconds((wanted - allowance.milli_taps) / taps_a_second + 1));
  allowance.milli_taps -= wanted;
  forget_rested(now);
  allowances_[who.person->id] = allowance;
  waiting_ += command.count;
  return {};
}

std::optional<Utc> LikeMeter::due() const {
  if (waiting_ == 0) return std::nullopt;
  return last_event_ + event_gap;
}

LikesCounted LikeMeter::count(const Likes& likes, Utc now) {
  last_event_ = now;
  return {likes.total + std::exchange(waiting_, 0)};
}

}  // namespace lyceum::room
