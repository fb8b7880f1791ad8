// Halls in memory with clients that keep the protocol: for tests only. Each client collects what it is sent,
// checks that nothing is missing or comes twice, and remembers where it stopped.
#pragma once

#include "room/door/live_room.hpp"

#include <map>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {

// The text of server frames: one whole message, or the fragments of one. RFC 6455 §5.2: FIN and opcode, then
// a length of 7, 16 or 64 bits; a server does not mask.
inline std::string payload(const SharedBytes& frame) {
  const std::uint8_t length = frame.data()[1];
  return std::string(as_text(frame.view().subspan(length == 126 ? 4 : length == 127 ? 10 : 2)));
}
inline bool ends_message(const SharedBytes& frame) { return (frame.data()[0] & 0x80) != 0; }

struct FakeClient {
  std::optional<AccountId> account;
  bool seated = false;
  Audience audience = Audience::everyone;
  std::optional<Farewell> farewell;
  // What it knows.
  Epoch epoch;
  Offset upto = 0;
  std::vector<boost::json::object> events;
  boost::json::object hello, you, answer;
  int answers = 0;

  void read(std::string_view text) {
    const auto frame = boost::json::parse({text.data(), text.size()}).as_object();
    if (const auto* hi = frame.if_contains("hello")) {
      hello = hi->as_object();
      you = hello.at("you").as_object();
      epoch = hello.at("epoch").as_string();
      const auto offset = static_cast<Offset>(hello.at("offset").as_int64());
      EXPECT_TRUE(!resumed() || offset == upto) << "a resumed client goes on where it stopped";
      upto = offset;
      if (const auto* state = hello.if_contains("state")) check_state(state->at("comments").as_array());
    } else if (frame.contains("ev")) {
      read_batch(frame);
    } else if (const auto* me = frame.if_contains("you")) {
      you = me->as_object();
    } else {
      answer = frame;
      ++answers;
    }
  }
  bool resumed() const { return hello.at("resumed").as_bool(); }
  ResumePoint stopped() const { return {epoch, upto}; }
  std::string error() const {
    const auto* err = answer.if_contains("err");
    return err == nullptr ? "" : std::string(err->at("code").as_string());
  }

 private:
  void check_state(const boost::json::array& comments) {
    for (const auto& comment : comments)
      EXPECT_LE(static_cast<Offset>(comment.at("n").as_int64()), upto)
          << "what is in the state does not come again";
  }
  void read_batch(const boost::json::object& batch) {
    EXPECT_EQ(static_cast<Offset>(batch.at("after").as_int64()), upto) << "a batch follows the last one";
    Offset last = upto;
    upto = static_cast<Offset>(batch.at("upto").as_int64());
    for (const auto& event : batch.at("ev").as_array()) {
      const auto n = static_cast<Offset>(event.at("n").as_int64());
      EXPECT_GT(n, last);
      EXPECT_LE(n, upto);
      last = n;
      events.push_back(event.as_object());
    }
  }
};

class FakeHalls final : public Halls {
 public:
  std::map<GuestId, FakeClient> clients;
  std::vector<std::pair<GuestId, Welcome>> behind;  // not seated: the test calls go_on
  std::size_t flushes = 0;                          // sweeps not yet answered
  std::function<void()> on_flush = [] {};

  void welcome(GuestId guest, Welcome welcome) override {
    const auto found = clients.find(guest);
    if (found == clients.end()) return;
    std::string message;
    for (const SharedBytes& frame : welcome.frames) {
      message += payload(frame);
      if (ends_message(frame)) found->second.read(std::exchange(message, {}));
    }
    found->second.seated = welcome.seated;
    found->second.audience = welcome.audience;
    if (!welcome.seated) behind.emplace_back(guest, std::move(welcome));
  }
  void send(GuestId guest, SharedBytes frame) override {
    if (const auto found = clients.find(guest); found != clients.end()) found->second.read(payload(frame));
  }
  void answer(GuestId guest, SharedBytes frame) override { send(guest, std::move(frame)); }
  void close(GuestId guest, Farewell why) override {
    if (const auto found = clients.find(guest); found != clients.end()) {
      found->second.farewell = why;
      found->second.seated = false;
    }
  }
  void flush(std::size_t hall, LessonId, Feed::Frames frames) override {
    for (auto& [id, client] : clients) {
      if (id.hall() != hall || !client.seated) continue;
      const SharedBytes& frame = client.audience == Audience::staff ? frames.staff : frames.everyone;
      if (!frame.empty()) client.read(payload(frame));
    }
    ++flushes;
    on_flush();
  }
};

}  // namespace lyceum::room
