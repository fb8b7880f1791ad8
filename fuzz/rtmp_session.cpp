// Both ends of RTMP, from every state. The first byte chooses the state, the second the size of the pieces.
#include "wire/rtmp/publisher.hpp"
#include "wire/rtmp/server_session.hpp"

#include <algorithm>
#include <cstdlib>

namespace {

using namespace lyceum;

constexpr Mono start{std::chrono::hours(1)};

struct Server final : rtmp::ServerEvents {
  void send(Bytes bytes) override { sent += bytes.size(); }
  void on_publish(rtmp::PublishRequest) override { asked = true; }
  void on_metadata(const amf::Value&) override {}
  void on_media(rtmp::Message message) override {
    if (!session.publishing()) std::abort();
    media += message.payload.size();
  }
  void on_unpublish() override {}

  rtmp::ServerSession session{start, Bytes(rtmp::handshake_random, 7)};
  bool asked = false;
  std::size_t sent = 0, media = 0;
};

struct Client final : rtmp::PublisherEvents {
  void send(Bytes) override {}
  void on_ready() override {}
  rtmp::PublisherSession session{{"live", "rtmp://h/live", "KEY"}, Bytes(rtmp::handshake_block, 7)};
};

Bytes handshake() {
  Bytes bytes(1 + 2 * rtmp::handshake_block, 0);
  bytes[0] = 3;
  return bytes;
}

Bytes command(std::uint32_t stream, rtmp::Command call) {
  ByteWriter out;
  rtmp::ChunkWriter().write(out, 3, rtmp::MessageType::command, stream, 0, rtmp::write_command(call));
  return out.take();
}

// 0: nothing yet; 1: hands shaken; 2: connected; 3: publish asked; 4: publishing.
void bring_to(Server& server, int state) {
  const auto feed = [&](const Bytes& bytes) {
    if (!server.session.on_bytes(start, bytes, server)) std::abort();
  };
  if (state >= 1) feed(handshake());
  if (state >= 2)
    feed(
        command(0, {"connect", 1, {amf::Object{{{"app", "live"}, {"fourCcList", amf::Array{"*"}}}, false}}}));
  if (state >= 3) feed(command(1, {"publish", 5, {amf::Value(), "KEY"}}));
  if (state >= 4 && !server.session.accept_publish(start, server)) std::abort();
}

template <class Feed>
void feed_pieces(ByteView input, std::size_t step, Feed feed) {
  while (!input.empty()) {
    const ByteView piece = input.first(std::min(step, input.size()));
    input = input.subspan(piece.size());
    if (!feed(piece)) return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const int state = data[0] % 7;
  const std::size_t step = data[1] == 0 ? size : data[1];
  const ByteView input(data + 2, size - 2);
  if (state >= 5) {
    Client client;
    if (state == 6 && !client.session.on_bytes(handshake(), client)) std::abort();
    feed_pieces(input, step,
                [&](ByteView piece) { return client.session.on_bytes(piece, client).has_value(); });
    return 0;
  }
  Server server;
  bring_to(server, state);
  feed_pieces(input, step, [&](ByteView piece) {
    auto result = server.session.on_bytes(start, piece, server);
    if (result && std::exchange(server.asked, false) && (data[0] & 0x80U) != 0)
      result = server.session.accept_publish(start, server);
    return result.has_value();
  });
  return 0;
}
