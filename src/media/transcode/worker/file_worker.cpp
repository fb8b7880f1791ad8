#include "media/transcode/worker/file_worker.hpp"

#include "media/codec/file_reader.hpp"
#include "media/transcode/worker/pipe.hpp"
#include "media/transcode/worker/sandbox.hpp"

#include <cerrno>
#include <ctime>

#include <sys/resource.h>
#include <unistd.h>

namespace lyceum::media {
namespace {

constexpr int file = 3, niceness = 19;

int read_at(std::uint64_t offset, std::span<std::uint8_t> into) {
  for (;;) {
    const ssize_t got = ::pread(file, into.data(), into.size(), static_cast<off_t>(offset));
    if (got >= 0 || errno != EINTR) return static_cast<int>(got);
  }
}

std::chrono::nanoseconds now() {
  timespec time{};
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// What is said when the pipe has closed goes nowhere; the next order tells.
void say(const worker::FromFileWorker& message) {
  std::visit(
      [](const auto& each) {
        if constexpr (std::is_same_v<std::decay_t<decltype(each)>, worker::Unit>) {
          for (const SharedBytes& piece : write(each)) write_all(piece.view());
        } else {
          write_all(write(each));
        }
      },
      message);
}

std::optional<worker::ToFileWorker> next_order() {
  const auto message = next_message(worker::to_file_worker_max);
  if (!message) return std::nullopt;
  auto order = worker::read_to_file_worker(*message);
  if (!order) return std::nullopt;
  return std::move(*order);
}

// Gives the file out, batch by batch.
void give_out(FileReader& reader) {
  while (const auto order = next_order()) {
    if (!std::holds_alternative<worker::Next>(*order)) return;
    const auto more = reader.batch();
    if (!more) return say(worker::Unusable{more.error()});
    if (!*more) return say(worker::Done{});
    say(worker::Pause{reader.position_us()});
  }
}

}  // namespace

worker::Exit run_file_worker() {
  give_way();
  ::setpriority(PRIO_PROCESS, 0, niceness);
  const auto ffmpeg = Ffmpeg::load();
  const auto formats = Formats::load();
  if (!ffmpeg || !formats) return worker::Exit::codec_missing;
  ::tzset();  // reads a file, at its first use: it must have been
  if (!shut_in(Reach::pipe_and_file)) return worker::Exit::not_shut_in;
  say(worker::Hello{});
  const auto order = next_order();
  const auto* const open = order ? std::get_if<worker::Open>(&*order) : nullptr;
  if (open == nullptr) return worker::Exit::ok;
  auto reader = FileReader::open(*ffmpeg, *formats, read_at, *open, say, now);
  if (!reader) {
    say(worker::Unusable{reader.error()});
  } else {
    say((*reader)->facts());
    give_out(**reader);
  }
  next_order();  // until the server has read it all and closes
  return worker::Exit::ok;
}

}  // namespace lyceum::media
