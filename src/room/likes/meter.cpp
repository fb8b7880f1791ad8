#include "room/likes/meter.hpp"

#include <utility>

namespace lyceum::room {

bool read_fields(const boost::json::object& object, SendLike& command) {
  command.count = whole_field(object, "count").value_or(0);
  return command.count >= 1 && command.count <= 30;
}

std::expected<void, Refusal> LikeMeter::add(const Standing& who, const SendLike& command, bool over,
                                            Utc now) {
  if (!who.person) return refuse(No::sign_in);
  if (over) return refuse(No::room_over);
  const auto taken = allowance_.take(who.person->id, command.count, now);
  if (taken) waiting_ += command.count;
  return taken;
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
