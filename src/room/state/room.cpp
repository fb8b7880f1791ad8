#include "room/state/room.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {

constexpr std::ptrdiff_t shown_max = 50;

// Which part of the room an event concerns. A new tool adds its line.
Chat& part(Room& room, const Commented&) { return room.chat; }
Chat& part(Room& room, const Deleted&) { return room.chat; }
Chat& part(Room& room, const Pinned&) { return room.chat; }
Chat& part(Room& room, const Muted&) { return room.chat; }
Chat& part(Room& room, const SlowSet&) { return room.chat; }
Likes& part(Room& room, const LikesCounted&) { return room.likes; }
Presence& part(Room& room, const PresenceCounted&) { return room.presence; }
Progress& part(Room& room, const LessonMoved&) { return room.progress; }
Progress& part(Room& room, const StreamTurned&) { return room.progress; }

void append_comments(std::string& out, const Chat& chat) {
  const auto& recent = chat.recent();
  const auto living = [](const Chat::Kept& kept) { return !kept.deleted; };
  const std::ptrdiff_t hidden =
      std::max<std::ptrdiff_t>(std::ranges::count_if(recent, living) - shown_max, 0);
  std::ptrdiff_t seen = 0;
  out += '[';
  for (const Chat::Kept& kept : recent) {
    if (!living(kept) || seen++ < hidden) continue;
    if (out.back() != '[') out += ',';
    append_json(out, kept.comment);
  }
  out += ']';
}

}  // namespace

void evolve(Room& room, const Record& record) {
  std::visit([&](const auto& event) { part(room, event).evolve(event, record.at); }, record.event);
  room.upto = record.at.n;
}

std::string state_json(const Room& room) {
  std::string out = R"({"lesson":")";
  out += phase_name(room.progress.phase);
  out += room.progress.stream ? R"(","stream":true,"slow":)" : R"(","stream":false,"slow":)";
  append_json(out, std::int64_t{room.chat.slow().count()});
  out += R"(,"likes":)";
  append_json(out, room.likes.total);
  out += R"(,"people":)";
  append_json(out, room.presence.people);
  out += R"(,"pinned":)";
  if (room.chat.pinned())
    append_json(out, *room.chat.pinned());
  else
    out += "null";
  out += R"(,"comments":)";
  append_comments(out, room.chat);
  return out + '}';
}

}  // namespace lyceum::room
