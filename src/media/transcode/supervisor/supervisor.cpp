#include "media/transcode/supervisor/supervisor.hpp"

#include "base/log/log.hpp"
#include "base/metrics/metrics.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

Failure turned_away(std::string_view code) {
  return Failure(Error{.status = 503,
                       .code = code,
                       .en = "The picture cannot be made now.",
                       .zh = "暂时无法生成画面。",
                       .detail = {}});
}

Error bad_picture() {
  return {.status = 400,
          .code = "bad_picture",
          .en = "The picture cannot be decoded.",
          .zh = "画面无法解码。",
          .detail = {}};
}

void count_order(const char* outcome) {
  metric_counter("lyceum_worker_orders_total", "Key frames given to the worker, by what became of them",
                 {{"outcome", outcome}})
      .add();
}

Counter& ends(std::string_view how) {
  return metric_counter("lyceum_worker_failures_total", "Workers that had to be replaced, by the reason",
                        {{"how", std::string(how)}});
}

Gauge& waiting_gauge() {
  static Gauge& gauge = metric_gauge("lyceum_worker_waiting", "Key frames that wait for the worker");
  return gauge;
}

Gauge& running_gauge() {
  static Gauge& gauge =
      metric_gauge("lyceum_worker_running", "Worker processes, by their work", {{"work", "pictures"}});
  return gauge;
}

std::string_view name_of(WorkerEnd how) {
  switch (how) {
    case WorkerEnd::crashed:
      return "crashed";
    case WorkerEnd::exited:
      return "exited";
    case WorkerEnd::babbled:
      break;
  }
  return "babbled";
}

bool is_hopeless(const WorkerObituary& obituary) {
  return obituary.how == WorkerEnd::exited &&
         (obituary.code == static_cast<int>(worker::Exit::codec_missing) ||
          obituary.code == static_cast<int>(worker::Exit::not_shut_in));
}

}  // namespace

Supervisor::Supervisor(Timers& timers, WorkerStarter& starter, SupervisorLimits limits)
    : timers_(timers), starter_(starter), limits_(limits) {
  metric_gauge("lyceum_worker_waiting_max", "Key frames that may wait for the worker; more are turned away")
      .set(static_cast<double>(limits_.waiting_max));
  waiting_gauge().set(0);
  running_gauge().set(0);
  // There from the start, so that the first one is seen to be one more.
  for (const auto* how : {"crashed", "exited", "babbled", "late", "not_started"}) ends(how);
}

Supervisor::~Supervisor() { close(); }

void Supervisor::draw(worker::Draw order, Done done) {
  const bool gone = state_ == State::resting || state_ == State::closed;
  if (gone || waiting_.size() >= limits_.waiting_max) {
    count_order("turned_away");
    return done(turned_away(gone ? "worker_gone" : "worker_busy"));
  }
  waiting_.push_back({std::move(order), std::move(done)});
  next();
}

void Supervisor::next() {
  if (state_ == State::off && !waiting_.empty()) start();
  if (state_ == State::idle && !waiting_.empty()) hand_out();
  waiting_gauge().set(static_cast<double>(waiting_.size()));
}

void Supervisor::start() {
  auto started = starter_.start(*this);
  if (!started) {
    fail("not_started", started.error().detail);
    return;
  }
  process_ = std::move(*started);
  counted_ = microseconds(0);
  running_gauge().set(1);
  state_ = State::starting;
  arm(limits_.hello_within, [this] { fail("late", "no hello in time"); });
}

void Supervisor::hand_out() {
  current_ = std::move(waiting_.front());
  waiting_.pop_front();
  current_->draw.job = ++last_job_;
  state_ = State::working;
  arm(limits_.drawn_within, [this] { fail("late", "no picture in time"); });
  process_->send(worker::write(current_->draw));
  current_->draw.key_frame = {};  // it is on its way; many key frames are megabytes
}

bool Supervisor::on_message(ByteView message) {
  auto said = worker::read_from_worker(message);
  if (!said) return fail("babbled", said.error().detail);
  return std::visit([this](auto& each) { return hear(each); }, *said);
}

bool Supervisor::hear(const worker::Hello& hello) {
  if (state_ != State::starting || hello.speaks != worker::version) return fail("babbled", "hello");
  state_ = State::idle;
  arm(limits_.idle_for, [this] { let_go(); });
  next();
  return true;
}

bool Supervisor::hear(worker::Drawn& drawn) {
  if (state_ != State::working || !is_wished_for(drawn)) return fail("babbled", "pictures out of turn");
  count_order("drawn");
  finish(std::move(drawn.pictures));
  return true;
}

bool Supervisor::hear(const worker::NotDrawn& not_drawn) {
  if (state_ != State::working || not_drawn.job != current_->draw.job) return fail("babbled", "out of turn");
  count_order("refused");
  finish(Failure(bad_picture()));
  return true;
}

bool Supervisor::is_wished_for(const worker::Drawn& drawn) const {
  const auto& wishes = current_->draw.wishes;
  return drawn.job == current_->draw.job &&
         std::ranges::equal(drawn.pictures, wishes,
                            [](const worker::Picture& picture, const worker::Wish& wish) {
                              return picture.width <= wish.width && picture.height <= wish.height &&
                                     picture.jpeg.size() <= wish.bytes_max;
                            });
}

// Whoever is answered may order again at once: everything is in place before.
void Supervisor::finish(Result<Pictures> outcome) {
  Order order = std::move(*current_);
  current_.reset();
  failures_ = 0;
  count_cpu(process_->cpu());
  state_ = State::idle;
  arm(limits_.idle_for, [this] { let_go(); });
  next();
  order.done(std::move(outcome));
}

void Supervisor::on_gone(const WorkerObituary& obituary) {
  count_cpu(obituary.cpu);
  const bool hopeless = is_hopeless(obituary);
  fail(name_of(obituary.how), obituary.why);
  if (!hopeless || state_ != State::resting) return;
  log_error("no pictures of classes", {{"why", obituary.code == static_cast<int>(worker::Exit::codec_missing)
                                                   ? "FFmpeg's libraries are not installed"
                                                   : "the worker cannot give up its rights"}});
  rest(limits_.rest_hopeless);
}

// Always false, for on_message().
bool Supervisor::fail(std::string_view how, const std::string& why) {
  ends(how).add();
  let_go();
  const seconds pause = std::min(limits_.rest_least * (1 << std::min(failures_, 6)), limits_.rest_most);
  ++failures_;
  log_warning("worker replaced",
              {{"how", std::string(how)}, {"why", why}, {"pause_s", std::to_string(pause.count())}});
  rest(pause);
  turn_away_all();
  return false;
}

void Supervisor::rest(seconds pause) {
  state_ = State::resting;
  arm(pause, [this] {
    state_ = State::off;
    next();
  });
}

void Supervisor::turn_away_all() {
  auto waiting = std::exchange(waiting_, {});
  if (current_) waiting.push_front(std::move(*current_));
  current_.reset();
  waiting_gauge().set(0);
  for (Order& order : waiting) {
    count_order("lost");
    order.done(turned_away("worker_gone"));
  }
}

void Supervisor::let_go() {
  timers_.cancel(std::exchange(timer_, 0));
  if (process_) count_cpu(process_->cpu());
  process_.reset();
  running_gauge().set(0);
  state_ = State::off;
}

void Supervisor::close() {
  if (state_ == State::closed) return;
  let_go();
  state_ = State::closed;
  turn_away_all();
}

void Supervisor::arm(seconds after, Job job) {
  timers_.cancel(timer_);
  timer_ = timers_.after(after, std::move(job));
}

void Supervisor::count_cpu(microseconds cpu) {
  static Counter& counter =
      metric_counter("lyceum_worker_cpu_seconds_total",
                     "User and system time of all workers so far, by their work", {{"work", "pictures"}});
  if (cpu <= counted_) return;
  counter.add(static_cast<double>((cpu - counted_).count()) / 1e6);
  counted_ = cpu;
}

}  // namespace lyceum::media
