#include "wire/amf/write.hpp"
#include "wire/rtmp/control.hpp"
#include "wire/rtmp/publisher.hpp"
#include "wire/rtmp/server_session.hpp"

#include <gtest/gtest.h>

namespace lyceum::rtmp {
namespace {

constexpr Mono start{std::chrono::hours(1)};

// What a server session says, kept for looking at; optionally answers publish at once.
struct Record final : ServerEvents {
  void send(Bytes bytes) override { sent.insert(sent.end(), bytes.begin(), bytes.end()); }
  void on_publish(PublishRequest request) override {
    requests.push_back(std::move(request));
    if (accept_with) {
      EXPECT_TRUE(accept_with->accept_publish(start, *this));
    }
  }
  void on_metadata(const amf::Value& value) override { metadata.push_back(value); }
  void on_media(Message message) override { media.push_back(std::move(message)); }
  void on_unpublish() override { ++unpublished; }

  bool said(std::string_view text) const { return as_text(sent).find(text) != std::string_view::npos; }
  Bytes take() { return std::exchange(sent, {}); }

  ServerSession* accept_with = nullptr;
  Bytes sent;
  std::vector<PublishRequest> requests;
  std::vector<amf::Value> metadata;
  std::vector<Message> media;
  int unpublished = 0;
};

// A session driven by hand-made messages.
struct Peer {
  Peer() { shake(); }

  void shake() {
    Bytes hello(1 + 2 * handshake_block, 0);
    hello[0] = 3;
    EXPECT_TRUE(session.on_bytes(start, hello, events));
    events.take();
  }
  Result<void> message(MessageType type, std::uint32_t stream, const Bytes& payload, std::uint32_t time = 0) {
    ByteWriter out;
    chunks.write(out, 3, type, stream, time, payload);
    return session.on_bytes(start, out.take(), events);
  }
  Result<void> call(std::string name, double transaction, amf::Array args, std::uint32_t stream = 0) {
    return message(MessageType::command, stream,
                   write_command({std::move(name), transaction, std::move(args)}));
  }
  Result<void> connect() {
    return call(
        "connect", 1,
        {amf::Object{{{"app", "live"}, {"tcUrl", "rtmp://h/live"}, {"flashVer", "FMLE/3.0"}}, false}});
  }
  Result<void> publish() { return call("publish", 5, {amf::Value(), "KEY", "live"}, 1); }
  // The messages that were sent so far.
  std::vector<Message> answers() {
    const Bytes bytes = events.take();
    ByteView view(bytes);
    std::vector<Message> all;
    while (true) {
      auto message = from_server.read(view);
      if (!message || !*message) return all;
      all.push_back(std::move(**message));
    }
  }
  std::vector<Command> commands() {
    std::vector<Command> all;
    for (const Message& message : answers())
      if (message.type == MessageType::command) all.push_back(read_command(message).value());
    return all;
  }

  ServerSession session{start, Bytes(handshake_random, 7)};
  Record events;
  ChunkWriter chunks;
  ChunkReader from_server{limits_after_publish};
};

TEST(ServerSession, connect_sets_windows_and_succeeds) {
  Peer peer;
  ASSERT_TRUE(peer.connect());
  const auto answers = peer.answers();
  ASSERT_EQ(answers.size(), 4U);  // the chunk size was taken by the reader
  EXPECT_EQ(answers[0].type, MessageType::window_ack_size);
  EXPECT_EQ(answers[1].type, MessageType::set_peer_bandwidth);
  const Command result = read_command(answers[2]).value();
  EXPECT_EQ(result.name, "_result");
  EXPECT_EQ(result.transaction, 1);
  EXPECT_EQ(result.arg(1).find("code")->text(), "NetConnection.Connect.Success");
  EXPECT_EQ(result.arg(1).find("capsEx"), nullptr);
  EXPECT_EQ(read_command(answers[3]).value().name, "onBWDone");
}

TEST(ServerSession, connect_echoes_enhanced_rtmp) {
  Peer peer;
  ASSERT_TRUE(peer.call(
      "connect", 1,
      {amf::Object{{{"app", "live"}, {"fourCcList", amf::Array{"av01", "vp09"}}, {"capsEx", 15.0}}, false}}));
  const Command result = peer.commands()[0];
  EXPECT_EQ(*result.arg(1).find("fourCcList")->array(), amf::Array{"av01"});
  EXPECT_EQ(result.arg(1).find("capsEx")->number_or(0), 12);
}

TEST(ServerSession, every_call_is_answered_with_its_transaction) {
  Peer peer;
  ASSERT_TRUE(peer.connect());
  peer.answers();
  ASSERT_TRUE(peer.call("releaseStream", 2, {amf::Value(), "KEY"}));
  ASSERT_TRUE(peer.call("FCPublish", 3, {amf::Value(), "KEY"}));
  ASSERT_TRUE(peer.call("createStream", 4, {amf::Value()}));
  ASSERT_TRUE(peer.call("_checkbw", 5, {amf::Value()}));
  ASSERT_TRUE(peer.call("getStreamLength", 6, {amf::Value(), "KEY"}));  // unknown: no answer
  const auto commands = peer.commands();
  ASSERT_EQ(commands.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(commands[i].transaction, static_cast<double>(2 + i));
  EXPECT_EQ(commands[2].arg(1).number_or(0), 1);
}

TEST(ServerSession, start_is_never_said_before_acceptance) {
  Peer peer;
  ASSERT_TRUE(peer.connect());
  ASSERT_TRUE(peer.call("FCPublish", 3, {amf::Value(), "KEY"}));
  ASSERT_TRUE(peer.publish());
  EXPECT_FALSE(peer.events.said("NetStream.Publish.Start"));
  ASSERT_EQ(peer.events.requests.size(), 1U);
  EXPECT_EQ(peer.events.requests[0].stream_key, "KEY");
  EXPECT_EQ(peer.events.requests[0].encoder, "FMLE/3.0");
  peer.answers();
  ASSERT_TRUE(peer.session.accept_publish(start, peer.events));
  const auto commands = peer.commands();
  ASSERT_EQ(commands.size(), 2U);
  EXPECT_EQ(commands[0].name, "onFCPublish");
  EXPECT_EQ(commands[1].arg(1).find("code")->text(), "NetStream.Publish.Start");
  EXPECT_TRUE(peer.session.publishing());
}

TEST(ServerSession, media_sent_before_the_answer_is_not_lost) {
  Peer peer;
  ASSERT_TRUE(peer.connect());
  ASSERT_TRUE(peer.publish());
  ASSERT_TRUE(peer.message(MessageType::video, 1, {0x17, 0}, 40));
  EXPECT_TRUE(peer.events.media.empty());
  ASSERT_TRUE(peer.session.accept_publish(start, peer.events));
  ASSERT_EQ(peer.events.media.size(), 1U);
  EXPECT_EQ(peer.events.media[0].timestamp_ms, 40U);
}

TEST(ServerSession, an_answer_from_inside_the_question_works) {
  Peer peer;
  peer.events.accept_with = &peer.session;
  ASSERT_TRUE(peer.connect());
  ByteWriter out;
  peer.chunks.write(out, 3, MessageType::command, 1, 0, write_command({"publish", 5, {amf::Value(), "KEY"}}));
  peer.chunks.write(out, 4, MessageType::audio, 1, 9, Bytes{0xAF, 0});
  ASSERT_TRUE(peer.session.on_bytes(start, out.take(), peer.events));
  EXPECT_EQ(peer.events.media.size(), 1U);
}

TEST(ServerSession, refusal_is_a_status_and_the_end) {
  Peer peer;
  ASSERT_TRUE(peer.connect());
  ASSERT_TRUE(peer.publish());
  peer.answers();
  peer.session.refuse_publish("NetStream.Publish.BadName", "The stream key is wrong.", peer.events);
  const auto commands = peer.commands();
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(commands[0].name, "onStatus");
  EXPECT_EQ(commands[0].arg(1).find("level")->text(), "error");
  EXPECT_EQ(commands[0].arg(1).find("code")->text(), "NetStream.Publish.BadName");
  EXPECT_FALSE(peer.session.deadline());
  ASSERT_TRUE(peer.message(MessageType::video, 1, {0x17}));
  EXPECT_TRUE(peer.events.media.empty());
}

TEST(ServerSession, metadata_is_found_in_all_its_forms) {
  Peer peer;
  peer.events.accept_with = &peer.session;
  ASSERT_TRUE(peer.connect());
  ASSERT_TRUE(peer.publish());
  const amf::Value facts = amf::Object{{{"encoder", "obs"}}, true};
  Bytes wrapped = amf::write_all({"onMetaData", facts});
  wrapped.insert(wrapped.begin(), 0);
  ASSERT_TRUE(peer.message(MessageType::data, 1, amf::write_all({"@setDataFrame", "onMetaData", facts})));
  ASSERT_TRUE(peer.message(MessageType::data, 1, amf::write_all({"onMetaData", facts})));
  ASSERT_TRUE(peer.message(MessageType::data_amf3, 1, wrapped));
  EXPECT_EQ(peer.events.metadata, (std::vector<amf::Value>{facts, facts, facts}));
  ASSERT_TRUE(peer.message(MessageType::data, 1, amf::write_all({"onTextData", facts})));
  ASSERT_TRUE(peer.message(MessageType::data, 1, amf::write_all({"@setDataFrame"})));
  EXPECT_EQ(peer.events.metadata.size(), 3U);
}

TEST(ServerSession, commands_wrapped_in_amf3_are_understood) {
  Peer peer;
  Bytes connect = write_command({"connect", 1, {amf::Object{{{"app", "live"}}, false}}});
  connect.insert(connect.begin(), 0);
  ASSERT_TRUE(peer.message(MessageType::command_amf3, 0, connect));
  EXPECT_TRUE(peer.events.said("NetConnection.Connect.Success"));
}

TEST(ServerSession, pings_are_answered) {
  Peer peer;
  ASSERT_TRUE(peer.message(MessageType::user_control, 0, {0, 6, 0, 0, 0x12, 0x34}));
  const auto answers = peer.answers();
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(Bytes(answers[0].payload.view().begin(), answers[0].payload.view().end()),
            (Bytes{0, 7, 0, 0, 0x12, 0x34}));
}

TEST(ServerSession, bytes_are_acknowledged_at_half_the_window) {
  Peer peer;
  ASSERT_TRUE(peer.message(MessageType::window_ack_size, 0, u32_payload(20'000)));
  EXPECT_TRUE(peer.answers().empty());
  peer.events.accept_with = &peer.session;
  ASSERT_TRUE(peer.connect());
  ASSERT_TRUE(peer.publish());
  peer.answers();
  ASSERT_TRUE(peer.message(MessageType::video, 1, Bytes(10'000, 1)));
  const auto answers = peer.answers();
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].type, MessageType::acknowledgement);
  EXPECT_GE(read_u32(answers[0].payload.view()).value(), 13'000U);
}

TEST(ServerSession, delete_stream_ends_the_publication_and_another_may_follow) {
  Peer peer;
  peer.events.accept_with = &peer.session;
  ASSERT_TRUE(peer.connect());
  ASSERT_TRUE(peer.publish());
  ASSERT_TRUE(peer.call("FCUnpublish", 6, {amf::Value(), "KEY"}));
  ASSERT_TRUE(peer.call("deleteStream", 7, {amf::Value(), 1.0}));
  EXPECT_EQ(peer.events.unpublished, 1);
  EXPECT_FALSE(peer.session.publishing());
  ASSERT_TRUE(peer.publish());
  EXPECT_TRUE(peer.session.publishing());
}

TEST(ServerSession, deadlines_are_10_s_to_publish_and_15_s_of_silence) {
  Peer peer;
  EXPECT_EQ(peer.session.deadline(), start + seconds(10));
  const Bytes byte{0x03};
  ASSERT_TRUE(
      peer.session.on_bytes(start + seconds(9), byte, peer.events));  // a byte now and then gains nothing
  EXPECT_EQ(peer.session.deadline(), start + seconds(10));

  Peer publisher;
  ASSERT_TRUE(publisher.connect());
  ASSERT_TRUE(publisher.publish());
  EXPECT_FALSE(publisher.session.deadline());
  ASSERT_TRUE(publisher.session.accept_publish(start + seconds(2), publisher.events));
  EXPECT_EQ(publisher.session.deadline(), start + seconds(17));
  EXPECT_EQ(publisher.session.on_timeout().code, "rtmp_idle");
  EXPECT_EQ(peer.session.on_timeout().code, "rtmp_open_timeout");
}

// The two machines against each other, in pieces of every size.

struct ClientRecord final : PublisherEvents {
  void send(Bytes bytes) override { sent.insert(sent.end(), bytes.begin(), bytes.end()); }
  void on_ready() override { ++ready; }
  void on_acknowledged(std::uint32_t bytes) override { acknowledged = bytes; }
  Bytes sent;
  int ready = 0;
  std::uint32_t acknowledged = 0;
};

TEST(PublisherSession, publishes_to_the_server_session) {
  for (const std::size_t step : {std::size_t{1}, std::size_t{1000}, std::size_t{100'000}}) {
    ServerSession server(start, Bytes(handshake_random, 1));
    Record record;
    record.accept_with = &server;
    PublisherSession client({"live", "rtmp://h/live", "KEY"}, Bytes(handshake_block, 2));
    ClientRecord from_client;
    const auto settle = [&] {
      while (!from_client.sent.empty() || !record.sent.empty()) {
        const Bytes up = std::exchange(from_client.sent, {});
        for (ByteView view(up); !view.empty(); view = view.subspan(std::min(step, view.size())))
          ASSERT_TRUE(server.on_bytes(start, view.first(std::min(step, view.size())), record));
        const Bytes down = record.take();
        for (ByteView view(down); !view.empty(); view = view.subspan(std::min(step, view.size())))
          ASSERT_TRUE(client.on_bytes(view.first(std::min(step, view.size())), from_client));
      }
    };
    client.start(from_client);
    settle();
    ASSERT_EQ(from_client.ready, 1);
    client.send_metadata({{{"width", 1280.0}}, true}, from_client);
    client.send_media(MessageType::video, 0xFFFFFF, Bytes(200'000, 3), from_client);
    client.finish(from_client);
    settle();
    EXPECT_EQ(from_client.acknowledged, 0U);
    EXPECT_EQ(record.metadata.size(), 1U);
    ASSERT_EQ(record.media.size(), 1U);
    EXPECT_EQ(record.media[0].timestamp_ms, 0xFFFFFFU);
    EXPECT_EQ(record.media[0].payload.size(), 200'000U);
    EXPECT_EQ(record.unpublished, 1);
  }
}

TEST(PublisherSession, hears_how_much_of_its_stream_has_arrived) {
  ServerSession server(start, Bytes(handshake_random, 1));
  Record record;
  record.accept_with = &server;
  PublisherSession client({"live", "rtmp://h/live", "KEY"}, Bytes(handshake_block, 2));
  ClientRecord from_client;
  std::size_t arrived = 0;
  const auto settle = [&] {
    while (!from_client.sent.empty() || !record.sent.empty()) {
      const Bytes up = std::exchange(from_client.sent, {});
      arrived += up.size();
      ASSERT_TRUE(server.on_bytes(start, up, record));
      ASSERT_TRUE(client.on_bytes(record.take(), from_client));
    }
  };
  client.start(from_client);
  settle();
  client.send_media(MessageType::video, 1, Bytes(1'300'000, 3), from_client);
  settle();
  EXPECT_EQ(from_client.acknowledged, arrived);
}

TEST(PublisherSession, a_refusal_is_an_error_with_the_servers_code) {
  Peer peer;
  PublisherSession client({"live", "rtmp://h/live", "KEY"}, Bytes(handshake_block, 2));
  ClientRecord out;
  Bytes bytes(1 + 2 * handshake_block, 0);
  bytes[0] = 3;
  ASSERT_TRUE(client.on_bytes(bytes, out));
  ASSERT_TRUE(peer.connect());
  ASSERT_TRUE(peer.publish());
  peer.session.refuse_publish("NetStream.Publish.BadName", "wrong", peer.events);
  const auto result = client.on_bytes(peer.events.take(), out);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().detail, "NetStream.Publish.BadName");
}

// Inputs that must be refused.

TEST(SessionRefused, play_with_a_word) {
  Peer peer;
  ASSERT_TRUE(peer.connect());
  EXPECT_FALSE(peer.call("play", 5, {amf::Value(), "KEY"}, 1));
  EXPECT_TRUE(peer.events.said("NetStream.Play.Failed"));
}

TEST(SessionRefused, commands_out_of_order) {
  EXPECT_FALSE(Peer().publish());
  EXPECT_FALSE(Peer().call("createStream", 1, {}));
  Peer twice;
  ASSERT_TRUE(twice.connect());
  EXPECT_FALSE(twice.connect());
  Peer again;
  again.events.accept_with = &again.session;
  ASSERT_TRUE(again.connect());
  ASSERT_TRUE(again.publish());
  EXPECT_FALSE(again.publish());
}

TEST(SessionRefused, malformed_commands_and_metadata) {
  EXPECT_FALSE(Peer().message(MessageType::command, 0, {}));
  EXPECT_FALSE(Peer().message(MessageType::command, 0, {0x00, 1, 2}));
  EXPECT_FALSE(Peer().message(MessageType::command, 0, {0x05}));
  EXPECT_FALSE(Peer().message(MessageType::user_control, 0, {0}));
  EXPECT_FALSE(Peer().message(MessageType::window_ack_size, 0, {0, 1}));
  Peer peer;
  peer.events.accept_with = &peer.session;
  ASSERT_TRUE(peer.connect());
  ASSERT_TRUE(peer.publish());
  EXPECT_FALSE(peer.message(
      MessageType::data, 1,
      {0x02, 0, 10, 'o', 'n', 'M', 'e', 't', 'a', 'D', 'a', 't', 'a', 0x0A, 255, 255, 255, 255}));
}

TEST(SessionRefused, floods_before_publish) {
  Peer peer;
  ASSERT_TRUE(peer.connect());
  int calls = 0;
  while (peer.call("_checkbw", 5, {amf::Value()})) ++calls;
  EXPECT_EQ(calls, commands_before_publish - 1);
}

TEST(SessionRefused, more_than_4_kB_before_authentication) {
  EXPECT_FALSE(Peer().message(MessageType::command, 0, Bytes(4097, 0)));
  Peer peer;
  ASSERT_TRUE(peer.connect());
  ASSERT_TRUE(peer.publish());
  EXPECT_TRUE(peer.session.on_bytes(start, Bytes(4096, 0), peer.events));
  EXPECT_FALSE(peer.session.on_bytes(start, Bytes(1, 0), peer.events));
}

TEST(SessionRefused, another_protocol_at_its_first_byte) {
  ServerSession session(start, Bytes(handshake_random, 7));
  Record events;
  EXPECT_FALSE(session.on_bytes(start, as_bytes("GET / HTTP/1.1\r\n\r\n"), events));
  EXPECT_TRUE(events.sent.empty());
}

}  // namespace
}  // namespace lyceum::rtmp
