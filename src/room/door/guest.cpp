#include "room/door/guest.hpp"

#include "base/log/log.hpp"

namespace lyceum::room {

Guest::Guest(GuestHost& host, std::unique_ptr<net::WebSocket> socket, GuestId id, AccountId account,
             Language language, bool staff)
    : audience(staff ? Audience::staff : Audience::everyone),
      host_(host),
      socket_(std::move(socket)),
      id_(id),
      account_(account),
      language_(language) {}

void Guest::on_text(std::string_view text) {
  Message message = read_message(text);
  if (!message.command) return refuse_message(message.id, message.command.error());
  if (const auto wait = patience_.take(allowance(), host_.now()); wait.count() > 0)
    return refuse_message(message.id, {No::too_fast, wait});
  patience_.asked();
  host_.on_command(*this, *message.id, std::move(*message.command));
}

// What carries no number cannot be answered, and no client of this protocol sends it.
void Guest::refuse_message(std::optional<std::int64_t> id, const Refusal& refusal) {
  if (id) socket_->send(refusal_frame(*id, refusal, language_));
  if (id && patience_.forgive(host_.now())) return;
  log_info("room guest refused",
           {{"account", account_.str()}, {"why", id ? "too many errors" : "no command"}});
  say_farewell(Farewell::abuse);
}

void Guest::answered(const SharedBytes& frame) {
  patience_.answered();
  socket_->send(frame);
}

void Guest::on_closed(net::CloseCode) { host_.on_gone(*this); }

}  // namespace lyceum::room
