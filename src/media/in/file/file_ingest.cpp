#include "media/in/file/file_ingest.hpp"

#include "base/log/log.hpp"
#include "base/metrics/metrics.hpp"
#include "media/in/file/problem.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

const MetricLabels labels{{"work", "file"}};

Gauge& running_gauge() {
  static Gauge& gauge = metric_gauge("lyceum_worker_running", "Worker processes, by their work", labels);
  return gauge;
}

}  // namespace

Result<std::unique_ptr<FileIngest>> FileIngest::start(Timers& timers, const Start& start, FileOrder order,
                                                      FrameTaker& taker, const Clock& clock,
                                                      FileIngestLimits limits) {
  std::unique_ptr<FileIngest> ingest(new FileIngest(timers, order, taker, clock, limits));
  LYCEUM_TRY(ingest->process_, start(*ingest));
  running_gauge().add(1);
  ingest->heard_ = clock.mono();
  ingest->watch();
  return ingest;
}

FileIngest::~FileIngest() {
  timers_.cancel(timer_);
  if (!process_) return;
  count_cpu();
  running_gauge().add(-1);
}

void FileIngest::next() {
  if (state_ != State::paused) return;
  state_ = State::reading;
  heard_ = clock_.mono();
  cpu_at_ = process_->cpu();
  process_->send({SharedBytes(worker::write(worker::Next{}))});
}

bool FileIngest::on_message(ByteView message) {
  heard_ = clock_.mono();
  const auto said = worker::read_from_file_worker(message);
  if (!said) return babbled(said.error().detail);
  return std::visit([this](const auto& each) { return hear(each); }, *said);
}

bool FileIngest::hear(const worker::Hello& hello) {
  if (state_ != State::starting || hello.speaks != worker::version) return babbled("hello");
  state_ = State::opening;
  process_->send({SharedBytes(worker::write(worker::Open{order_.size, order_.picture}))});
  return true;
}

bool FileIngest::hear(const worker::Facts& facts) {
  if (state_ != State::opening || (facts.picture && !order_.picture)) return babbled("facts");
  state_ = State::paused;
  frames_.emplace(facts);
  order_of_time_.emplace(facts.picture, facts.sound);
  taker_.facts(facts);
  return true;
}

bool FileIngest::hear(const worker::UnitConfig& config) {
  if (state_ != State::reading) return babbled("a configuration out of turn");
  if (const auto taken = frames_->config(config); !taken) return babbled(taken.error().detail);
  return true;
}

bool FileIngest::hear(const worker::Unit& unit) {
  if (state_ != State::reading) return babbled("a unit out of turn");
  auto frame = frames_->frame(unit, heard_);
  if (!frame) return babbled(frame.error().detail);
  bytes_ += unit.payload.size();
  reached_us_ = std::max(reached_us_, unit.dts);
  if (becomes_too_much()) return end(Failure(file_too_costly()));
  if (*frame) order_of_time_->add(*frame, take_);
  return true;
}

bool FileIngest::hear(const worker::Pause& pause) {
  if (state_ != State::reading) return babbled("a pause out of turn");
  state_ = State::paused;
  count_cpu();
  if (takes_too_much()) return end(Failure(file_too_costly()));
  taker_.paused(MediaMicros(pause.position_us));
  return true;
}

bool FileIngest::hear(const worker::Done&) {
  if (state_ != State::reading) return babbled("done out of turn");
  order_of_time_->finish(take_);
  return end({});
}

bool FileIngest::hear(const worker::Unusable& unusable) {
  if (state_ != State::opening && state_ != State::reading) return babbled("a reason out of turn");
  return end(Failure(file_problem(unusable.why)));
}

void FileIngest::on_gone(const WorkerObituary& obituary) {
  const bool missing =
      obituary.how == WorkerEnd::exited && (obituary.code == static_cast<int>(worker::Exit::codec_missing) ||
                                            obituary.code == static_cast<int>(worker::Exit::not_shut_in));
  Error error = missing ? file_worker_missing() : file_unreadable();
  error.detail = obituary.why;
  end(Failure(std::move(error)));
}

void FileIngest::watch() {
  timer_ = timers_.after(limits_.look_every, [this] {
    timer_ = 0;
    const bool waits = state_ != State::paused;
    const bool late =
        waits && (process_->cpu() - cpu_at_ > limits_.stuck || clock_.mono() - heard_ > limits_.silent);
    if (late || takes_too_much()) {
      end(Failure(file_too_costly()));
      return;
    }
    watch();
  });
}

// By what has come of it so far: its own word on how long it is counts for nothing.
bool FileIngest::becomes_too_much() const {
  const auto seconds = static_cast<std::uint64_t>(reached_us_ / 1'000'000);
  return bytes_ > limits_.bytes_least + 2 * order_.size + seconds * limits_.bytes_a_second;
}

bool FileIngest::takes_too_much() const {
  return process_->cpu() > limits_.cpu_least + std::chrono::microseconds(reached_us_) * limits_.cpu_factor;
}

bool FileIngest::babbled(std::string_view what) {
  Error error = file_unreadable();
  error.detail = "the worker: " + std::string(what);
  return end(Failure(std::move(error)));
}

// Always false, for on_message(): nothing of this object is used afterwards.
bool FileIngest::end(Result<void> outcome) {
  if (state_ == State::over) return false;
  state_ = State::over;
  timers_.cancel(std::exchange(timer_, 0));
  count_cpu();
  taker_.ended(std::move(outcome));
  return false;
}

void FileIngest::count_cpu() {
  static Counter& counter = metric_counter(
      "lyceum_worker_cpu_seconds_total", "User and system time of all workers so far, by their work", labels);
  const auto cpu = process_->cpu();
  if (cpu <= counted_) return;
  counter.add(static_cast<double>((cpu - counted_).count()) / 1e6);
  counted_ = cpu;
}

}  // namespace lyceum::media
