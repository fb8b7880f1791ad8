// Keeps a worker running while there is something to draw, and hands it one order after the other.
//
// The worker is expected to fail: it may crash, hang or talk nonsense, because a codec has a bug or because
// somebody made use of one. Then it is killed, what it was at is lost, what waits is turned away, and another
// is started a little later, each time after twice as long while nothing goes well. Whoever asked for
// pictures does without; nobody waits.
#pragma once

#include "base/flow/mailbox.hpp"
#include "media/transcode/supervisor/process.hpp"
#include "wire/worker/message.hpp"

#include <deque>
#include <functional>
#include <optional>

namespace lyceum::media {

struct SupervisorLimits {
  std::size_t waiting_max = 256;          // orders
  std::chrono::seconds hello_within{20};  // loading the libraries from a cold disk
  std::chrono::seconds drawn_within{10};  // an order; it takes some 30 ms of a free core
  std::chrono::seconds idle_for{120};     // then it is let go, and its memory with it
  std::chrono::seconds rest_least{1}, rest_most{60};
  std::chrono::seconds rest_hopeless{3600};  // when it ends because the machine cannot have it
};

// Lives on one loop; all calls there.
class Supervisor final : WorkerEvents {
 public:
  using Pictures = std::vector<worker::Picture>;
  // What was wished for, in that order. Errors: bad_picture (of the key frame); worker_busy, worker_gone
  // (try the next key frame).
  using Done = std::move_only_function<void(Result<Pictures>)>;

  // Both outlive it.
  Supervisor(Timers& timers, WorkerStarter& starter, SupervisorLimits limits = {});
  ~Supervisor();
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  // `order.job` is the supervisor's to fill in. `done` is called once, later or inside this call.
  void draw(worker::Draw order, Done done);
  // Kills the worker and answers all that waits; from then on every order is turned away.
  void close();

 private:
  enum class State { off, starting, idle, working, resting, closed };
  struct Order {
    worker::Draw draw;
    Done done;
  };

  bool on_message(ByteView message) override;
  void on_gone(const WorkerObituary& obituary) override;
  bool hear(const worker::Hello& hello);
  bool hear(worker::Drawn& drawn);
  bool hear(const worker::NotDrawn& not_drawn);
  template <class Other>
  bool hear(const Other&) {
    return fail("babbled", "of a stream");
  }
  bool is_wished_for(const worker::Drawn& drawn) const;

  void next();
  void start();
  void hand_out();
  void finish(Result<Pictures> outcome);
  bool fail(std::string_view how, const std::string& why);
  void rest(std::chrono::seconds pause);
  void turn_away_all();
  void let_go();
  void arm(std::chrono::seconds after, Job job);
  void count_cpu(std::chrono::microseconds cpu);

  Timers& timers_;
  WorkerStarter& starter_;
  const SupervisorLimits limits_;
  State state_ = State::off;
  std::unique_ptr<WorkerProcess> process_;
  std::chrono::microseconds counted_{0};  // of its time, in the metrics
  std::deque<Order> waiting_;
  std::optional<Order> current_;
  std::uint32_t last_job_ = 0;
  int failures_ = 0;  // since something went well
  Timers::Handle timer_ = 0;
};

}  // namespace lyceum::media
