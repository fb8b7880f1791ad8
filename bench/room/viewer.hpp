// One socket in the room, from connect() to its last frame, and again when it comes back. Non-blocking;
// driven by a Crowd.
#pragma once

#include "base/bytes/bytes.hpp"
#include "bench/measure/address.hpp"
#include "bench/room/dialect.hpp"
#include "wire/ws/reader.hpp"

#include <string>

namespace lyceum::bench {

class Viewer {
 public:
  enum class State { idle, connecting, shaking_hands, joining, open, closed };

  // What it tells about.
  class Watcher {
   public:
    virtual void on_shaken(Viewer& viewer) = 0;  // the handshake is done
    virtual void on_text(Viewer& viewer, std::string_view text) = 0;
    virtual void on_closed(Viewer& viewer) = 0;

   protected:
    ~Watcher() = default;
  };

  explicit Viewer(std::size_t place) : number(place) {}
  ~Viewer();
  Viewer(const Viewer&) = delete;
  Viewer& operator=(const Viewer&) = delete;

  // Idle or closed before. False: no descriptor, no port.
  bool connect(const Target& target, std::string request);
  void joined() { state_ = State::open; }
  int descriptor() const { return descriptor_; }
  State state() const { return state_; }
  bool was_in() const { return was_in_; }  // when it closed

  // The socket is readable or writable. `scratch` is for reading.
  void on_ready(Watcher& watcher, std::span<std::uint8_t> scratch);
  void send_text(std::string_view text);
  void close(Watcher& watcher);

  const std::size_t number;
  std::uint64_t upto = 0;      // the last number of a feed that it got; kept when it comes back
  std::uint32_t comments = 0;  // with stamps, so far
  std::int64_t asked_at = 0;   // when an answer that it waits for was due to be asked for, in ns; 0: none
  std::string why;             // it was closed

 private:
  void take(Watcher& watcher, ByteView input);
  bool take_handshake(Watcher& watcher, ByteView& input);
  void take_message(Watcher& watcher, const ws::Message& message);
  void send(ByteView bytes);
  void fail(Watcher& watcher, std::string reason);

  int descriptor_ = -1;
  State state_ = State::idle;
  bool was_in_ = false;
  std::string request_;  // until it is sent
  std::string response_;
  ws::FrameReader reader_ = fresh_reader();

  static ws::FrameReader fresh_reader() { return {ws::Role::client, {.message_max = 4 << 20}}; }
};

// The opening handshake of a viewer (RFC 6455 §4.1). `query` is appended to the path.
std::string upgrade_request(const Target& target, std::string_view subprotocol, const std::string& token,
                            const std::string& query = {});

}  // namespace lyceum::bench
