#include "media/transcode/worker/worker.hpp"

#include "media/codec/shrinker.hpp"
#include "media/codec/still.hpp"
#include "media/transcode/worker/pipe.hpp"
#include "media/transcode/worker/sandbox.hpp"

#include <optional>

namespace lyceum::media {
namespace {

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
  while (const auto message = next_message(worker::to_worker_max)) {
    const auto order = worker::read_to_worker(*message);
    if (!order) return worker::Exit::confused;
    const auto end = std::visit([&](const auto& each) { return work.carry_out(each); }, *order);
    if (end) return *end;
  }
  return worker::Exit::ok;
}

}  // namespace lyceum::media
