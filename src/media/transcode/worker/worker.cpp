#include "media/transcode/worker/worker.hpp"

#include "base/bytes/reader.hpp"
#include "media/codec/shrinker.hpp"
#include "media/codec/still.hpp"
#include "media/transcode/worker/sandbox.hpp"

#include <array>
#include <cerrno>
#include <optional>
#include <span>

#include <unistd.h>

namespace lyceum::media {
namespace {

constexpr int pipe_end = 0;

// False: the other end has closed.
bool read_all(std::span<std::uint8_t> into) {
  while (!into.empty()) {
    const ssize_t got = ::read(pipe_end, into.data(), into.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    into = into.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

bool write_all(ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(pipe_end, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return true;
}

// nullopt: the other end has closed. Empty: a length that cannot be.
std::optional<Bytes> next_message() {
  std::array<std::uint8_t, 4> head{};
  if (!read_all(head)) return std::nullopt;
  const std::uint32_t length = ByteReader(head).u32().value_or(0);
  if (length > worker::to_worker_max) return Bytes();
  Bytes message(length);
  if (!read_all(message)) return std::nullopt;
  return message;
}

// What one process does with its orders.
class Work {
 public:
  explicit Work(const Ffmpeg& ffmpeg) : ffmpeg_(ffmpeg) {}

  // nullopt: on to the next.
  std::optional<worker::Exit> carry_out(const worker::Draw& order) {
    auto pictures = draw(ffmpeg_, order);
    if (!pictures) return said(worker::NotDrawn{order.job});
    return said(worker::Drawn{order.job, std::move(*pictures)});
  }
  std::optional<worker::Exit> carry_out(const worker::Begin& order) {
    auto opened = Shrinker::open(ffmpeg_, order);
    if (!opened || shrinker_) return worker::Exit::confused;
    shrinker_.emplace(std::move(*opened));
    return std::nullopt;
  }
  std::optional<worker::Exit> carry_out(const worker::Feed& order) {
    if (!shrinker_) return worker::Exit::confused;
    std::optional<worker::Exit> end;
    const auto say = [&](const worker::FromWorker& message) {
      if (!end) end = std::visit([](const auto& each) { return said(each); }, message);
    };
    if (!shrinker_->feed(order, say)) return worker::Exit::confused;
    return end;
  }

 private:
  template <class Message>
  static std::optional<worker::Exit> said(const Message& message) {
    if (write_all(write(message))) return std::nullopt;
    return worker::Exit::ok;
  }

  const Ffmpeg& ffmpeg_;
  std::optional<Shrinker> shrinker_;
};

}  // namespace

worker::Exit run_worker() {
  give_way();
  const auto ffmpeg = Ffmpeg::load();
  if (!ffmpeg) return worker::Exit::codec_missing;
  if (!shut_in()) return worker::Exit::not_shut_in;
  if (!write_all(write(worker::Hello{}))) return worker::Exit::ok;
  Work work(*ffmpeg);
  while (const auto message = next_message()) {
    const auto order = worker::read_to_worker(*message);
    if (!order) return worker::Exit::confused;
    const auto end = std::visit([&](const auto& each) { return work.carry_out(each); }, *order);
    if (end) return *end;
  }
  return worker::Exit::ok;
}

}  // namespace lyceum::media
