// One socket in one room: reads commands, keeps its sender patient. 96 bytes, since rooms have thousands.
#pragma once

#include "net/websocket/websocket.hpp"
#include "room/door/frames.hpp"
#include "room/door/halls.hpp"
#include "room/door/patience.hpp"

#include <memory>

namespace lyceum::room {

// Final, which the check does not see here. NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor)
class Guest;

// What a guest passes on; lives as long as all its guests.
class GuestHost {
 public:
  virtual Mono now() const = 0;
  virtual void on_command(Guest& guest, std::int64_t id, Command command) = 0;
  virtual void on_gone(Guest& guest) = 0;  // may destroy it

 protected:
  ~GuestHost() = default;
};

struct Hall;

class Guest final : public net::WebSocketHandler {
 public:
  Guest(GuestHost& host, std::unique_ptr<net::WebSocket> socket, GuestId id, AccountId account,
        Language language, bool staff);
  ~Guest() = default;  // the connection ends without a word, unless say_farewell() was called before
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;

  void start() { socket_->start(*this); }

  GuestId id() const { return id_; }
  std::optional<AccountId> account() const { return account_ ? std::optional(account_) : std::nullopt; }
  Language language() const { return language_; }
  net::WebSocket& socket() { return *socket_; }

  void answered(const SharedBytes& frame);
  void say_farewell(Farewell why) { socket_->close(farewell(why).code, farewell(why).reason); }

  // For the wing: where it sits.
  Hall* hall = nullptr;     // null: was never let in
  Offset upto = 0;          // not seated: what it has been sent
  std::uint32_t place = 0;  // seated: its index in the hall's seats of its audience
  Audience audience = Audience::everyone;
  bool seated = false;
  bool greeted = false;  // the room has answered its coming
  bool gone = false;     // the connection is over

 private:
  void on_text(std::string_view text) override;
  void on_closed(net::CloseCode code) override;
  const Patience::Allowance& allowance() const {
    return audience == Audience::staff ? Patience::staff : Patience::learner;
  }
  void refuse_message(std::optional<std::int64_t> id, const Refusal& refusal);

  GuestHost& host_;
  std::unique_ptr<net::WebSocket> socket_;
  GuestId id_;
  AccountId account_;
  Patience patience_;
  Language language_;
};

}  // namespace lyceum::room
