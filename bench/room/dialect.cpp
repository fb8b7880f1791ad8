#include "bench/room/dialect.hpp"

namespace lyceum::bench {
namespace {

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

class Lyceum final : public Dialect {
 public:
  std::string_view subprotocol() const override { return "lyceum.room.1"; }
  Heard hear(std::string_view text) const override {
    const bool answer = text.starts_with(R"({"re":)");
    return {.welcome = text.starts_with(R"({"hello":)"),
            .answer = answer,
            .refusal = answer && holds(text, R"("err":)")};
  }
  std::string comment(std::int64_t id, std::string_view text) const override {
    return R"({"id":)" + std::to_string(id) + R"(,"do":"comment","text":")" + std::string(text) + "\"}";
  }
};

class Plain : public Dialect {
 public:
  bool is_in_at_once() const override { return true; }
  Heard hear(std::string_view) const override { return {}; }
  std::string comment(std::int64_t, std::string_view text) const override { return std::string(text); }
};

class Nchan final : public Plain {
 public:
  std::string_view subprotocol() const override { return "ws+meta.nchan"; }
};

// https://centrifugal.dev/docs/transports/client_protocol: commands and replies are lines of JSON.
class Centrifugo final : public Dialect {
 public:
  explicit Centrifugo(std::string channel) : channel_(std::move(channel)) {}
  std::vector<std::string> greeting(const std::string& token) const override {
    const std::string with_token = token.empty() ? "" : R"("token":")" + token + '"';
    return {R"({"id":1,"connect":{)" + with_token + "}}\n" + R"({"id":2,"subscribe":{"channel":")" +
            channel_ + "\"}}"};
  }
  Heard hear(std::string_view text) const override {
    Heard heard;
    while (!text.empty()) {
      const auto end = text.find('\n');
      const std::string_view line = text.substr(0, end);
      heard.ping |= line == "{}";
      heard.welcome |= line.starts_with(R"({"id":2,"subscribe":)");
      if (line.starts_with(R"({"id":)") && !line.starts_with(R"({"id":1,)") &&
          !line.starts_with(R"({"id":2,)"))
        heard.answer = true;
      heard.refusal |= line.starts_with(R"({"id":)") && holds(line, R"("error":)");
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return heard;
  }
  std::string_view pong() const override { return "{}"; }
  std::string comment(std::int64_t id, std::string_view text) const override {
    return R"({"id":)" + std::to_string(id) + R"(,"publish":{"channel":")" + channel_ +
           R"(","data":{"text":")" + std::string(text) + "\"}}}";
  }

 private:
  std::string channel_;
};

// https://socket.io/docs/v4/engine-io-protocol and …/socket-io-protocol: a digit says what a packet is.
class SocketIo final : public Dialect {
 public:
  std::vector<std::string> greeting(const std::string&) const override { return {"40"}; }
  Heard hear(std::string_view text) const override {
    return {.welcome = text.starts_with("40"), .refusal = text.starts_with("44"), .ping = text == "2"};
  }
  std::string_view pong() const override { return "3"; }
  std::string comment(std::int64_t, std::string_view text) const override {
    return R"(42["message",")" + std::string(text) + "\"]";
  }
};

}  // namespace

std::unique_ptr<Dialect> make_dialect(std::string_view protocol, const std::string& channel) {
  if (protocol == "lyceum") return std::make_unique<Lyceum>();
  if (protocol == "plain") return std::make_unique<Plain>();
  if (protocol == "nchan") return std::make_unique<Nchan>();
  if (protocol == "centrifugo") return std::make_unique<Centrifugo>(channel);
  if (protocol == "socketio") return std::make_unique<SocketIo>();
  return nullptr;
}

}  // namespace lyceum::bench
