#include "media/in/rtmp/ingest.hpp"

#include "base/secret/random.hpp"
#include "wire/rtmp/publisher.hpp"

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>
#include <poll.h>

namespace lyceum::media {
namespace {

// A door that knows one key and keeps what was published.
struct Door final : PublishDoor {
  struct Open final : Publication {
    explicit Open(Door& owner) : door(owner) {}
    ~Open() override { ++door.ended; }
    void publish(FramePtr frame) override {
      const std::lock_guard lock(door.mutex);
      door.frames.push_back(std::move(frame));
    }
    void describe(const EncoderWords& words) override {
      const std::lock_guard lock(door.mutex);
      door.encoder = words.name;
    }
    Door& door;
  };

  Task<Result<std::unique_ptr<Publication>>> open(std::string key, PublisherInfo,
                                                  std::move_only_function<void(SendOff)> on_cut) override {
    ++asked;
    if (key == "SLOW") {
      co_await wait_for<int>([this](Resume<int> resume) { answer = std::move(resume); });
      std::unique_ptr<Publication> late = std::make_unique<Open>(*this);
      co_return late;
    }
    if (key != "KEY")
      co_return Failure(Error{.status = 403,
                              .code = "bad_stream_key",
                              .en = "The stream key is wrong.",
                              .zh = "推流密钥错误。",
                              .detail = {}});
    cut = std::move(on_cut);
    std::unique_ptr<Publication> opened = std::make_unique<Open>(*this);
    co_return opened;
  }

  std::atomic<int> asked = 0, ended = 0;
  std::mutex mutex;
  std::vector<FramePtr> frames;
  std::string encoder;
  std::move_only_function<void(SendOff)> cut;
  Resume<int> answer;  // of the key "SLOW"
};

struct Ingest : testing::Test {
  Ingest() {
    auto listening = net::listen_on({"127.0.0.1", 0}, 1);
    address = listening->front().local();
    ingest = std::make_unique<RtmpIngest>(reactor, std::move(listening->front()), door, clock);
    thread = std::thread([this] { reactor.run(); });
  }
  ~Ingest() override {
    std::promise<void> done;
    reactor.post([&] {
      ingest.reset();
      done.set_value();
    });
    done.get_future().wait();
    reactor.stop();
    thread.join();
  }

  SystemClock clock;
  Door door;
  net::Reactor reactor;
  net::Address address;
  std::unique_ptr<RtmpIngest> ingest;
  std::thread thread;
};

// A blocking encoder.
struct Encoder final : rtmp::PublisherEvents {
  Encoder(const net::Address& to, std::string key)
      : socket(std::move(*net::connect_to(to))),
        session({"live", "rtmp://" + to.str() + "/live", std::move(key)},
                random_bytes(rtmp::handshake_block)) {}

  void send(Bytes bytes) override { write(bytes); }
  void on_ready() override {}

  void write(ByteView bytes) {
    while (!bytes.empty()) {
      const net::Moved moved = socket.write(bytes);
      if (moved.state == net::Moved::State::failed) return;
      bytes = bytes.subspan(moved.bytes);
      if (moved.state == net::Moved::State::would_block) wait(POLLOUT);
    }
  }
  void wait(short what) {
    pollfd poll_one{socket.descriptor(), what, 0};
    poll(&poll_one, 1, 2000);
  }
  // Reads until `done` or the end of the connection; false when neither happens within two seconds of
  // silence.
  bool read_until(const std::function<bool()>& done) {
    while (!done()) {
      wait(POLLIN);
      Bytes buffer(65'536);
      const net::Moved moved = socket.read(buffer);
      if (moved.state == net::Moved::State::would_block) return false;
      if (moved.state != net::Moved::State::open) {
        closed = true;
        return true;
      }
      const auto result = session.on_bytes(ByteView(buffer).first(moved.bytes), *this);
      if (!result) refusal = result.error().detail;
    }
    return true;
  }
  bool read_to_end() {
    return read_until([] { return false; }) && closed;
  }

  net::Socket socket;
  rtmp::PublisherSession session;
  std::string refusal;
  bool closed = false;
};

template <class Condition>
bool soon(Condition condition) {
  for (int i = 0; i < 200 && !condition(); ++i) std::this_thread::sleep_for(milliseconds(10));
  return condition();
}

TEST_F(Ingest, frames_of_an_encoder_reach_the_publication) {
  Encoder encoder(address, "KEY");
  encoder.session.start(encoder);
  ASSERT_TRUE(encoder.read_until([&] { return encoder.session.ready(); }));
  encoder.session.send_metadata({{{"encoder", "obs-output"}}, true}, encoder);
  encoder.session.send_media(rtmp::MessageType::audio, 0, Bytes{0xAF, 0, 0x11, 0x90}, encoder);
  Bytes frame(500, 1);
  frame[0] = 0xAF;
  for (std::uint32_t i = 0; i < 10; ++i)
    encoder.session.send_media(rtmp::MessageType::audio, i * 21, frame, encoder);
  encoder.session.finish(encoder);
  EXPECT_TRUE(soon([&] { return door.ended == 1; }));
  const std::lock_guard lock(door.mutex);
  EXPECT_EQ(door.frames.size(), 10U);
  EXPECT_EQ(door.encoder, "obs-output");
}

TEST_F(Ingest, a_wrong_key_is_refused_before_start_and_the_connection_closed) {
  Encoder encoder(address, "WRONG");
  encoder.session.start(encoder);
  ASSERT_TRUE(encoder.read_to_end());
  EXPECT_EQ(encoder.refusal, "NetStream.Publish.BadName");
  EXPECT_FALSE(encoder.session.ready());
}

TEST_F(Ingest, garbage_is_closed_at_once_and_nobody_else_notices) {
  Encoder good(address, "KEY");
  good.session.start(good);
  ASSERT_TRUE(good.read_until([&] { return good.session.ready(); }));
  Encoder bad(address, "KEY");
  bad.write(as_bytes("GET / HTTP/1.1\r\n\r\n"));
  const auto before = std::chrono::steady_clock::now();
  EXPECT_TRUE(bad.read_to_end());
  EXPECT_LT(std::chrono::steady_clock::now() - before, seconds(1));
  good.session.send_media(rtmp::MessageType::audio, 0, Bytes{0xAF, 0, 0x11, 0x90}, good);
  good.session.send_media(rtmp::MessageType::audio, 0, Bytes{0xAF, 1, 7}, good);
  EXPECT_TRUE(soon([&] {
    const std::lock_guard lock(door.mutex);
    return door.frames.size() == 1;
  }));
}

TEST_F(Ingest, a_broken_configuration_ends_the_publication) {
  Encoder encoder(address, "KEY");
  encoder.session.start(encoder);
  ASSERT_TRUE(encoder.read_until([&] { return encoder.session.ready(); }));
  encoder.session.send_media(rtmp::MessageType::video, 0, Bytes{0x17, 0, 0, 0, 0, 9, 9}, encoder);
  EXPECT_TRUE(encoder.read_to_end());
  EXPECT_EQ(door.ended, 1);
}

TEST_F(Ingest, the_door_can_cut_a_publication) {
  Encoder encoder(address, "KEY");
  encoder.session.start(encoder);
  ASSERT_TRUE(encoder.read_until([&] { return encoder.session.ready(); }));
  reactor.post([&] { door.cut({.reason = "taken over"}); });
  EXPECT_TRUE(encoder.read_to_end());
  EXPECT_EQ(door.ended, 1);
}

TEST_F(Ingest, an_answer_that_comes_after_the_peer_has_gone_ends_the_publication) {
  {
    Encoder encoder(address, "SLOW");
    encoder.session.start(encoder);
    encoder.read_until([&] { return door.asked == 1; });
    ASSERT_TRUE(soon([&] { return door.asked == 1; }));
  }
  const auto connections = [&] {
    std::promise<std::size_t> open;
    reactor.post([&] { open.set_value(ingest->connections()); });
    return open.get_future().get();
  };
  ASSERT_TRUE(soon([&] { return connections() == 0; }));
  reactor.post([&] { door.answer(1); });
  EXPECT_TRUE(soon([&] { return door.ended == 1; }));
}

TEST_F(Ingest, a_peer_that_goes_ends_its_publication) {
  {
    Encoder encoder(address, "KEY");
    encoder.session.start(encoder);
    ASSERT_TRUE(encoder.read_until([&] { return encoder.session.ready(); }));
  }
  EXPECT_TRUE(soon([&] { return door.ended == 1; }));
  std::promise<std::size_t> open;
  reactor.post([&] { open.set_value(ingest->connections()); });
  EXPECT_EQ(open.get_future().get(), 0U);
}

}  // namespace
}  // namespace lyceum::media
