// One encoder's connection: bytes into the session, messages into the demuxer, frames into the publication.
#pragma once

#include "media/in/rtmp/demuxer.hpp"
#include "media/in/rtmp/ingest.hpp"
#include "net/tcp/connection.hpp"
#include "wire/rtmp/server_session.hpp"

namespace lyceum::media {

// Owned by its RtmpIngest; kept alive by nothing else, so that an answer of the door that comes too late
// finds nobody.
class RtmpIngest::Connection final : public std::enable_shared_from_this<Connection>,
                                     net::TcpConnectionHandler,
                                     rtmp::ServerEvents,
                                     DemuxSink {
 public:
  Connection(RtmpIngest& ingest, std::uint64_t number, net::Socket socket);
  virtual ~Connection();

 private:
  // net::TcpConnectionHandler
  void on_bytes(ByteView bytes) override;
  void on_closed(std::string_view reason) override;
  // rtmp::ServerEvents
  void send(Bytes bytes) override;
  void on_publish(rtmp::PublishRequest request) override;
  void on_metadata(const amf::Value& metadata) override;
  void on_media(rtmp::Message message) override;
  void on_unpublish() override;
  // DemuxSink
  void on_frame(FramePtr frame) override;
  void on_problem(const Error& problem) override;

  static Task<void> open(std::weak_ptr<Connection> weak, PublishDoor& door, std::string key,
                         PublisherInfo info);
  void answered(Result<std::unique_ptr<Publication>> answer);
  void fail(const Error& error);
  void end(std::string reason);
  void send_off(SendOff why);
  void watch_deadline();
  void log_end(std::string_view reason) const;
  Mono now() const { return ingest_.clock_.mono(); }

  RtmpIngest& ingest_;
  const std::uint64_t number_;
  const std::string remote_;  // IP address
  rtmp::ServerSession session_;
  std::unique_ptr<Publication> publication_;
  RtmpDemuxer demuxer_;
  std::optional<Error> media_error_;  // found inside a callback of the session
  std::string encoder_;
  Timers::Handle timer_ = 0;
  net::TcpConnection tcp_;  // last: it calls the others
};

}  // namespace lyceum::media
