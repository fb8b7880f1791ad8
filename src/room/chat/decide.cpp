#include "room/chat/decide.hpp"

#include "room/word/text.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {

using std::chrono::ceil;

constexpr std::size_t characters_max = 500;

// Slow mode and flood limit. Staff is exempt from both.
std::optional<Refusal> too_soon(const Chat& chat, AccountId account, Utc now) {
  const Chat::Times times = chat.times(account);
  if (const Utc free = times.front() + chat.slow(); chat.slow().count() > 0 && now < free)
    return Refusal{No::slow_mode, ceil<milliseconds>(free - now)};
  if (const Utc free = times.back() + Chat::burst_time; now < free)
    return Refusal{No::too_fast, ceil<milliseconds>(free - now)};
  return std::nullopt;
}

}  // namespace

const Comment* target(const Chat& chat, Offset n, const std::optional<Comment>& old) {
  if (const Comment* found = chat.find(n)) return found;
  return old && old->n == n && !chat.deleted(n) ? &*old : nullptr;
}

std::optional<Refusal> may_not_speak(const Chat& chat, const Standing& who, Utc now) {
  if (!who.person) return Refusal{No::sign_in};
  if (!who.may_speak) return Refusal{No::not_allowed};
  const Utc muted = chat.muted_until(who.person->id, now);
  if (muted > now && !who.may_moderate) return Refusal{No::muted, ceil<milliseconds>(muted - now)};
  return std::nullopt;
}

Outcome<Commented> decide(const Chat& chat, const Standing& who, const SendComment& command, Utc now) {
  if (const auto no = may_not_speak(chat, who, now)) return Refused(*no);
  const Comment* replied = command.reply == 0 ? nullptr : target(chat, command.reply, command.old);
  if (command.reply != 0 && replied == nullptr) return refuse(No::not_found);
  auto text = clean_text(command.text);
  if (!text) return refuse(No::malformed);
  if (text->empty()) return refuse(No::comment_empty);
  if (count_characters(*text) > characters_max) return refuse(No::comment_too_long);
  if (!who.may_moderate)
    if (const auto no = too_soon(chat, who.person->id, now)) return Refused(*no);
  Commented event{*who.person, std::move(*text), {}, command.about};
  if (replied != nullptr) event.reply = excerpt(*replied);
  return event;
}

Outcome<Deleted> decide(const Chat& chat, const Standing& who, const DeleteComment& command) {
  if (!who.person) return refuse(No::sign_in);
  const Comment* comment = target(chat, command.n, command.old);
  if (comment == nullptr) return refuse(who.may_moderate ? No::not_found : No::not_allowed);
  if (!who.may_moderate && comment->from.id != who.person->id) return refuse(No::not_allowed);
  return Deleted{command.n};
}

Outcome<Pinned> decide(const Chat& chat, const Standing& who, const PinComment& command) {
  if (!who.may_moderate) return refuse(who.person ? No::not_allowed : No::sign_in);
  if (command.n == 0) return chat.pinned() ? Outcome<Pinned>(Pinned{}) : std::nullopt;
  const Comment* comment = target(chat, command.n, command.old);
  if (comment == nullptr) return refuse(No::not_found);
  if (chat.pinned() && chat.pinned()->n == command.n) return std::nullopt;
  return Pinned{*comment};
}

Outcome<Muted> decide(const Chat& chat, const Standing& who, const MuteAccount& command, Utc now) {
  if (!who.may_moderate) return refuse(who.person ? No::not_allowed : No::sign_in);
  const Person* person = command.here ? &*command.here : chat.known(command.account);
  if (person == nullptr) return refuse(No::not_found);
  if (person->role == Role::lecturer || person->role == Role::assistant) return refuse(No::not_allowed);
  const bool muted = chat.muted_until(command.account, now) > now;
  if (command.seconds == 0) return muted ? Outcome<Muted>(Muted{*person, Utc()}) : std::nullopt;
  return Muted{*person, now + seconds(command.seconds)};
}

Outcome<SlowSet> decide(const Chat& chat, const Standing& who, const SetSlow& command) {
  if (!who.may_moderate) return refuse(who.person ? No::not_allowed : No::sign_in);
  if (chat.slow() == seconds(command.seconds)) return std::nullopt;
  return SlowSet{command.seconds};
}

}  // namespace lyceum::room
