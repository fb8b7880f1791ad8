// One socket in the room, from connect() to its last frame. Non-blocking; driven by a Crowd.
#pragma once

#include "base/bytes/bytes.hpp"
#include "bench/measure/address.hpp"
#include "wire/ws/reader.hpp"

#include <string>

namespace lyceum::bench {

class Viewer {
 public:
  enum class State { idle, connecting, shaking_hands, joining, open, closed };

  // What it tells about.
  class Watcher {
   public:
    virtual void on_hello(Viewer& viewer) = 0;
    virtual void on_text(Viewer& viewer, std::string_view text) = 0;
    virtual void on_closed(Viewer& viewer) = 0;

   protected:
    ~Watcher() = default;
  };

  Viewer() = default;
  ~Viewer();
  Viewer(const Viewer&) = delete;
  Viewer& operator=(const Viewer&) = delete;

  // False: no descriptor, no port.
  bool connect(const Target& target, std::string request);
  int descriptor() const { return descriptor_; }
  State state() const { return state_; }

  // The socket is readable or writable. `scratch` is for reading.
  void on_ready(Watcher& watcher, std::span<std::uint8_t> scratch);
  void send_text(std::string_view text);
  void close(Watcher& watcher);

  std::uint64_t upto = 0;      // last offset received
  std::uint64_t expected = 0;  // of the next batch's `after`
  std::string why;             // it was closed

 private:
  void take(Watcher& watcher, ByteView input);
  bool take_handshake(Watcher& watcher, ByteView& input);
  void take_message(Watcher& watcher, const ws::Message& message);
  void send(ByteView bytes);
  void fail(Watcher& watcher, std::string reason);

  int descriptor_ = -1;
  State state_ = State::idle;
  std::string request_;  // until it is sent
  std::string response_;
  ws::FrameReader reader_{ws::Role::client, {.message_max = 4 << 20}};
};

// The opening handshake of a viewer (RFC 6455 §4.1).
std::string upgrade_request(const Target& target, const std::string& token);

}  // namespace lyceum::bench
