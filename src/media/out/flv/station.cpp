#include "media/out/flv/station.hpp"

namespace lyceum::media {

FlvStation::FlvStation(Timers& timers, ViewerGate& gate, const Clock& clock, WantStream want)
    : timers_(timers),
      gate_(gate),
      clock_(clock),
      want_(std::move(want)),
      sender_(net::make_batch_sender()),
      viewers_gauge_(metric_gauge("lyceum_flv_viewers", "Players of HTTP-FLV streams")),
      bytes_(metric_counter("lyceum_flv_sent_bytes_total", "Bytes sent to players of HTTP-FLV streams")),
      jumps_(metric_counter("lyceum_flv_jumps_total",
                            "Times a slow player of an HTTP-FLV stream was moved on to a key frame")) {
  metric_gauge("lyceum_flv_viewers_max", "Players of HTTP-FLV streams that there may be, of all reactors")
      .add(viewers_max);
}

FlvStation::~FlvStation() {
  metric_gauge("lyceum_flv_viewers_max", "").add(-static_cast<double>(viewers_max));
  channels_.clear();  // they count their viewers out
  closing_.clear();
  timers_.cancel(clock_tick_);
}

void FlvStation::open(LessonId lesson) {
  close(lesson);
  channels_.emplace(lesson, std::make_unique<FlvChannel>(static_cast<FlvHost&>(*this)));
}

void FlvStation::attach(LessonId lesson, std::shared_ptr<Outlet> outlet) {
  if (const auto found = channels_.find(lesson); found != channels_.end())
    found->second->attach(std::move(outlet));
}

void FlvStation::close(LessonId lesson) {
  const auto found = channels_.find(lesson);
  if (found == channels_.end()) return;
  found->second->close();
  closing_.push_back(std::move(found->second));
  channels_.erase(found);
  std::erase_if(closing_, [](const auto& channel) { return channel->viewers().empty(); });
}

void FlvStation::cut(LessonId lesson) {
  const auto found = channels_.find(lesson);
  if (found == channels_.end()) return;
  found->second->drop_all();
  channels_.erase(found);
}

void FlvStation::ask_all() {
  for (const auto& [lesson, channel] : channels_) {
    for (const auto& viewer : channel->viewers()) viewer->ask_again = Mono{};
    look_at(lesson, *channel);
  }
}

void FlvStation::join(LessonId lesson, std::unique_ptr<net::PushSocket> socket, std::string token) {
  const auto found = channels_.find(lesson);
  if (found == channels_.end()) return;  // the lesson has ended meanwhile
  FlvChannel& channel = *found->second;
  channel.join(std::move(socket), std::move(token), ++joined_);
  if (!channel.attached()) want_(lesson);
}

void FlvStation::count_viewers(int more) {
  viewers_ = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(viewers_) + more);
  viewers_gauge_.add(more);
  if (viewers_ > 0 && clock_tick_ == 0) clock_tick_ = timers_.after(look_every, [this] { look(); });
}

void FlvStation::look() {
  clock_tick_ = 0;
  for (const auto& [lesson, channel] : channels_) look_at(lesson, *channel);
  const Mono now = clock_.mono();
  for (const auto& channel : closing_) channel->drop_stuck(now);
  std::erase_if(closing_, [](const auto& channel) { return channel->viewers().empty(); });
  bytes_.add(static_cast<double>(std::exchange(sent_, 0)));
  if (viewers_ > 0 && clock_tick_ == 0) clock_tick_ = timers_.after(look_every, [this] { look(); });
}

// From the end, for those who go are replaced by the last.
void FlvStation::look_at(LessonId lesson, FlvChannel& channel) {
  const Mono now = clock_.mono();
  channel.drop_stuck(now);
  for (std::size_t i = channel.viewers().size(); i > 0; --i) {
    FlvViewer& viewer = *channel.viewers()[i - 1];
    if (viewer.asking || now < viewer.ask_again) continue;
    viewer.ask_again = now + FlvChannel::ask_every;
    const auto may = gate_.admit_now(viewer.token(), lesson);
    if (may && !*may) {
      channel.gone(viewer);
    } else if (!may) {
      viewer.asking = true;
      spawn(ask(lesson, viewer.number, viewer.token()));
    }
  }
}

Task<void> FlvStation::ask(LessonId lesson, std::uint64_t number, std::string token) {
  const auto may = co_await gate_.admit(std::move(token), lesson);
  // A database that does not answer must not end a running class.
  answered(lesson, number, may || may.error().status >= 500);
}

void FlvStation::answered(LessonId lesson, std::uint64_t number, bool may_watch) {
  const auto found = channels_.find(lesson);
  if (found == channels_.end()) return;
  if (!may_watch) return found->second->drop(number);
  for (const auto& viewer : found->second->viewers())
    if (viewer->number == number) viewer->asking = false;
}

}  // namespace lyceum::media
