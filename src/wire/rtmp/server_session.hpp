// The server's end of one RTMP connection that publishes: handshake, chunks, commands, deadlines. No socket,
// no clock. Source: RTMP 1.0, sections 5 and 7; the commands beyond it (releaseStream, FCPublish …) as
// encoders use them.
//
// The owner feeds bytes in and calls on_timeout() when deadline() passes; whatever comes out goes to the
// events argument. An error means: write out what was sent, close, log the error. NetStream.Publish.Start is
// sent only after accept_publish().
#pragma once

#include "base/bytes/writer.hpp"
#include "base/time/clock.hpp"
#include "wire/rtmp/chunk_reader.hpp"
#include "wire/rtmp/chunk_writer.hpp"
#include "wire/rtmp/command.hpp"
#include "wire/rtmp/handshake.hpp"

#include <optional>

namespace lyceum::rtmp {

struct PublishRequest {
  std::string stream_key;  // a secret: never into a log; may be empty
  std::string encoder;     // flashVer of connect, at most 100 bytes; may be empty
};

// Where the outputs of a session go. None of these may destroy the session.
class ServerEvents {
 public:
  virtual void send(Bytes bytes) = 0;
  // To be answered by accept_publish() or refuse_publish(), at once or later.
  virtual void on_publish(PublishRequest request) = 0;
  virtual void on_metadata(const amf::Value& metadata) = 0;  // an object
  virtual void on_media(Message message) = 0;                // audio or video, while publishing
  virtual void on_unpublish() = 0;                           // after it, another on_publish may come

 protected:
  ~ServerEvents() = default;
};

inline constexpr seconds open_limit{10};  // from the connection to publish
inline constexpr seconds idle_limit{15};  // without a byte while publishing: a half-open connection
inline constexpr int commands_before_publish = 32;

class ServerSession {
 public:
  // `random`: handshake_random bytes.
  ServerSession(Mono now, Bytes random);

  Result<void> on_bytes(Mono now, ByteView bytes, ServerEvents& events);

  // Answers to on_publish. Bytes that came meanwhile (at most 4 kB) are read now.
  Result<void> accept_publish(Mono now, ServerEvents& events);
  // After it the session is over and the connection is to be closed. `code`: "NetStream.Publish.BadName" or
  // "NetStream.Publish.Denied"; `text` is shown by some encoders.
  void refuse_publish(std::string_view code, std::string_view text, ServerEvents& events);

  // While publishing: tells the encoder why it is sent away (NetStream.Publish.Denied). The session is over,
  // the connection is to be closed.
  void end_publish(std::string_view text, ServerEvents& events);

  // When on_timeout() is due; none while an answer to on_publish is awaited and after the end.
  std::optional<Mono> deadline() const;
  Error on_timeout();

  bool publishing() const { return state_ == State::publishing; }

 private:
  enum class State : std::uint8_t { handshake, opening, awaiting, publishing, over };

  Result<void> advance(Mono now, ByteView input, ServerEvents& events);
  Result<void> shake_hands(ByteView& input, ServerEvents& events);
  Result<void> handle(Mono now, Message message, ServerEvents& events);
  Result<void> handle_command(Mono now, const Message& message, ServerEvents& events);
  Result<void> handle_opening_command(const Command& command, const Message& message, ServerEvents& events);
  Result<void> connect(const Command& command, ServerEvents& events);
  Result<void> publish(const Command& command, const Message& message, ServerEvents& events);
  Result<void> refuse_play(const Message& message, ServerEvents& events);
  void unpublish(Mono now, ServerEvents& events);
  void acknowledge(ServerEvents& events);
  void put_command(ByteWriter& out, std::uint32_t stream_id, Command command) const;
  void put_status(ByteWriter& out, std::string_view level, std::string_view code,
                  std::string_view text) const;
  void send_result(double transaction, amf::Value value, ServerEvents& events) const;

  State state_ = State::handshake;
  bool advancing_ = false;
  std::optional<ServerHandshake> handshake_;
  ChunkReader reader_{limits_before_publish};
  ChunkWriter writer_;
  Bytes held_;  // came while an answer was awaited
  Mono open_deadline_;
  Mono last_bytes_;
  std::uint64_t received_ = 0, acknowledged_ = 0;  // bytes
  std::uint32_t peer_window_;                      // acknowledgements the peer wants
  int commands_ = 0;  // since the connection opened or the last publication ended
  bool connected_ = false;
  bool fc_publish_ = false;
  std::uint32_t next_stream_ = 1;
  std::uint32_t publish_stream_ = 0;
  std::string app_, tc_url_, encoder_;
};

}  // namespace lyceum::rtmp
