// Everything of HTTP-FLV on one reactor: its channels, and one clock that looks after their viewers.
#pragma once

#include "base/metrics/metrics.hpp"
#include "media/out/flv/channel.hpp"
#include "media/out/gate/viewer_gate.hpp"

#include <functional>
#include <unordered_map>

namespace lyceum::media {

// Lives on one reactor; all calls there.
class FlvStation final : FlvHost {
 public:
  static constexpr std::size_t viewers_max = 20'000;
  // How often viewers are looked after: rights, and those who take nothing.
  static constexpr milliseconds look_every{500};

  // Asked for the frames of a lesson, when somebody wants them for the first time: attach() answers.
  using WantStream = std::function<void(LessonId)>;

  FlvStation(Timers& timers, ViewerGate& gate, const Clock& clock, WantStream want);
  ~FlvStation();
  FlvStation(const FlvStation&) = delete;
  FlvStation& operator=(const FlvStation&) = delete;

  // A stream begins: players may join. What an earlier one of the lesson left runs out.
  void open(LessonId lesson);
  void attach(LessonId lesson, std::shared_ptr<Outlet> outlet);
  // The lesson is over.
  void close(LessonId lesson);

  // The class was cut: nobody gets another byte of it.
  void cut(LessonId lesson);
  // Rights have changed: everybody is asked about again at once.
  void ask_all();

  bool has(LessonId lesson) const { return channels_.contains(lesson); }
  bool full() const { return viewers_ >= viewers_max; }
  std::size_t viewers() const { return viewers_; }
  // The player was let in by its token, which is asked about again from time to time.
  void join(LessonId lesson, std::unique_ptr<net::PushSocket> socket, std::string token);

 private:
  Timers& timers() override { return timers_; }
  const Clock& clock() override { return clock_; }
  net::BatchSender& sender() override { return *sender_; }
  void count_viewers(int more) override;
  void count_bytes(std::size_t sent) override { sent_ += sent; }
  void count_jump() override { jumps_.add(); }

  void look();
  void look_at(LessonId lesson, FlvChannel& channel);
  Task<void> ask(LessonId lesson, std::uint64_t number, std::string token);
  void answered(LessonId lesson, std::uint64_t number, bool may_watch);

  Timers& timers_;
  ViewerGate& gate_;
  const Clock& clock_;
  WantStream want_;
  std::unique_ptr<net::BatchSender> sender_;
  Gauge& viewers_gauge_;
  Counter& bytes_;
  Counter& jumps_;
  std::unordered_map<LessonId, std::unique_ptr<FlvChannel>> channels_;
  std::vector<std::unique_ptr<FlvChannel>> closing_;  // until the last viewer has what waited for it
  std::size_t viewers_ = 0;
  std::size_t sent_ = 0;  // not yet in the counter
  std::uint64_t joined_ = 0;
  Timers::Handle clock_tick_ = 0;
};

}  // namespace lyceum::media
