// What the room says to one socket, as complete WebSocket frames.
#pragma once

#include "base/bytes/bytes.hpp"
#include "room/presence/stays.hpp"
#include "room/state/command.hpp"

namespace lyceum::room {

enum class Language : std::uint8_t { en, zh };

// zh for "zh", "zh-CN" and the like.
Language language_from(std::string_view tag);

// Answers to a command.
SharedBytes ok_frame(std::int64_t re, std::optional<Offset> n, bool sampled = false);
SharedBytes refusal_frame(std::int64_t re, const Refusal& refusal, Language language);
SharedBytes comments_frame(std::int64_t re, const std::vector<Comment>& newest_first);
// {"re":7,"ok":{"NAME":JSON}}
SharedBytes told_frame(std::int64_t re, std::string_view name, std::string_view json);
SharedBytes people_frame(std::int64_t re, const PeoplePage& page, const Chat& chat, const Stays& stays,
                         Utc now);

// What concerns one person alone.
struct You {
  const Standing& who;
  Utc muted_until;         // 1970 when not muted
  std::string tools = {};  // append_present(), append_mine()
};

// ,"present":{"s":420,"at":…} as a member of "You": so long they were here while the class ran, up to then.
void append_present(std::string& out, microseconds present, Utc at);

// {"you":{…}}: something of it has changed.
SharedBytes you_frame(const You& you);

// The first frame after a resume that works: the client goes on from `after`; batches with what it missed
// follow. `now` lets the client know how far its clock is off.
SharedBytes resumed_frame(const Epoch& epoch, Offset after, const You& you, Utc now);

// The first frame of a newcomer is one message in two fragments (RFC 6455 §5.4): who they are, which is their
// own, and the state, which all newcomers of an
// audience share. They are sent directly one after the other.
SharedBytes hello_fragment(const Epoch& epoch, Offset offset, const You& you, Utc now);
SharedBytes state_fragment(const Room& room, Audience reader);

}  // namespace lyceum::room
