// The client's end: connects to a server and publishes. For pushing out, load generators and tests.
// Source: RTMP 1.0, sections 5 and 7.2.
#pragma once

#include "wire/rtmp/chunk_reader.hpp"
#include "wire/rtmp/chunk_writer.hpp"
#include "wire/rtmp/command.hpp"
#include "wire/rtmp/handshake.hpp"

#include <string>

namespace lyceum::rtmp {

struct PublishTarget {
  std::string app;     // "live"
  std::string tc_url;  // "rtmp://host:1935/live"
  std::string stream;  // the stream key
  std::string encoder = "FMLE/3.0 (compatible; Lyceum)";
};

class PublisherEvents {
 public:
  virtual void send(Bytes bytes) = 0;
  virtual void on_ready() = 0;  // media may be sent from now on
  // So many bytes of ours have arrived since the connection began, modulo 2^32.
  virtual void on_acknowledged(std::uint32_t /*bytes*/) {}

 protected:
  ~PublisherEvents() = default;
};

class PublisherSession {
 public:
  // `random`: at least handshake_block bytes.
  PublisherSession(PublishTarget target, Bytes random)
      : target_(std::move(target)), handshake_(std::move(random)) {}

  void start(PublisherEvents& events) { events.send(handshake_.hello()); }
  // Errors: malformed bytes, or a refusal ("rtmp_refused", the server's code in detail): close then.
  Result<void> on_bytes(ByteView bytes, PublisherEvents& events);
  bool ready() const { return ready_; }

  // Precondition of the rest: ready().
  void send_metadata(const amf::Object& metadata, PublisherEvents& events) const;
  // `type`: audio or video; `body`: the body of an FLV tag.
  void send_media(MessageType type, std::uint32_t timestamp_ms, ByteView body, PublisherEvents& events) const;
  void finish(PublisherEvents& events) const;

 private:
  void connect(PublisherEvents& events);
  Result<void> handle(const Message& message, PublisherEvents& events);
  Result<void> handle_command(const Command& command, PublisherEvents& events);
  void put(ByteWriter& out, std::uint32_t stream_id, Command command) const;

  PublishTarget target_;
  ClientHandshake handshake_;
  ChunkReader reader_{{65'536, 131'072}};
  ChunkWriter writer_;
  bool connected_ = false;
  bool ready_ = false;
  std::uint32_t stream_id_ = 0;
};

}  // namespace lyceum::rtmp
