// How a fan-out server is spoken to over a WebSocket: one small adapter a protocol, so that the same crowd
// can sit in front of others, too.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::bench {

// What a text from the server holds; several at once where a server packs messages into one frame.
struct Heard {
  bool welcome = false;  // we are in: from here on we get what is said
  bool answer = false;   // to one of our messages
  bool refusal = false;  // of one of them
  bool ping = false;     // to be answered with pong()
};

class Dialect {
 public:
  virtual ~Dialect() = default;

  // Offered in the handshake; empty: none.
  virtual std::string_view subprotocol() const { return {}; }
  // In as soon as the handshake is done, without a word.
  virtual bool is_in_at_once() const { return false; }
  // Said when the handshake is done.
  virtual std::vector<std::string> greeting(const std::string& token) const {
    static_cast<void>(token);
    return {};
  }
  virtual Heard hear(std::string_view text) const = 0;
  virtual std::string_view pong() const { return {}; }
  // What everybody is to get. `id` is not used twice on a socket; `text` is ASCII without quotes.
  virtual std::string comment(std::int64_t id, std::string_view text) const = 0;
};

// lyceum      lyceum.room.1: numbered, acknowledged, durable
// plain       a server that sends each text to everybody
// nchan       nchan's pubsub location, with its ws+meta.nchan frames
// centrifugo  Centrifugo's JSON protocol; `channel` is subscribed to
// socketio    Socket.IO 4 (Engine.IO 4); events are called "message"
// Nullptr: unknown.
std::unique_ptr<Dialect> make_dialect(std::string_view protocol, const std::string& channel);

}  // namespace lyceum::bench
