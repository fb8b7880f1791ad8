#include "lesson/class/class.hpp"

#include "base/log/log.hpp"

namespace lyceum::lesson {
namespace {

Error stream_busy() {
  return {.status = 409,
          .code = "stream_busy",
          .en = "Another encoder is sending this stream.",
          .zh = "已有另一台编码器正在推送这个流。",
          .detail = {}};
}

}  // namespace

Classes::Class::Class(Mailbox& home, ClassWatcher& watcher, Lesson lesson, std::chrono::seconds grace)
    : state(lesson.state), watcher_(watcher), id_(lesson.id), grace_(grace), stream_(home) {
  watcher_.stream_opened(lesson, stream_);
}

Classes::Class::~Class() {
  cut({.reason = "class ended"});
  stream_.end();
  watcher_.stream_closed(id_);
}

bool Classes::Class::busy(const media::PublisherInfo& newcomer, Mono now) const {
  return publishing() && newcomer.remote != encoder_.info.remote && now - encoder_.last_frame < kSilent;
}

Result<void> Classes::Class::admit(Encoder encoder, Mono now, Utc utc) {
  if (busy(encoder.info, now)) {
    refused_ = RefusedEncoder{encoder.info.remote, utc};
    log_warning("second encoder refused",
                {{"lesson", id_.str()}, {"remote", encoder.info.remote}, {"sending", encoder_.info.remote}});
    return Failure(stream_busy());
  }
  const bool was_publishing = publishing();
  if (was_publishing && encoder_.info.remote != encoder.info.remote) refused_.reset();
  cut({.reason = "taken over by the same key"});
  kicked_.reset();
  encoder_ = std::move(encoder);
  encoder_.last_frame = now;
  last_ = encoder_.info;
  problems_.clear();
  if (began_ == 0) began_ = utc_millis(utc) / 1000;
  stream_.publisher_arrived(now);
  back_by_.reset();
  if (!was_publishing) watcher_.encoder(id_, true, back_by_);
  log_info("encoder on air", {{"lesson", id_.str()},
                              {"protocol", last_.protocol},
                              {"remote", last_.remote},
                              {"encoder", last_.encoder}});
  return {};
}

void Classes::Class::frame(std::uint64_t number, const media::FramePtr& frame, Mono now) {
  if (number != encoder_.number) return;
  encoder_.last_frame = now;
  stream_.publish(frame, now);
}

void Classes::Class::problem(std::uint64_t number, Error problem) {
  if (number != encoder_.number || problems_.size() >= kProblemsMax) return;
  log_info("encoder problem", {{"lesson", id_.str()}, {"code", std::string(problem.code)}});
  problems_.push_back(std::move(problem));
}

void Classes::Class::describe(std::uint64_t number, const media::EncoderWords& words) {
  if (number != encoder_.number) return;
  if (!words.name.empty()) last_.encoder = words.name;
  stream_.describe(words);
}

void Classes::Class::left(std::uint64_t number, Mono now, Utc utc) {
  if (number != encoder_.number) return;
  encoder_ = {};
  refused_.reset();
  stream_.publisher_left(now);
  if (state == State::live) back_by_ = utc + grace_;
  watcher_.encoder(id_, false, back_by_);
  log_info("encoder gone", {{"lesson", id_.str()}, {"remote", last_.remote}});
}

void Classes::Class::cut(media::SendOff why) {
  if (!publishing()) return;
  encoder_.where->post(
      [tell = std::move(encoder_.cut), why = std::move(why)]() mutable { tell(std::move(why)); });
  encoder_.number = 0;
}

void Classes::Class::kick(std::string words, Mono now, Utc utc) {
  if (!publishing()) return;
  kicked_ = KickedEncoder{words, utc};
  const std::uint64_t number = encoder_.number;
  cut({.reason = "sent away by an operator", .words = std::move(words)});
  encoder_.number = number;
  left(number, now, utc);
}

StreamStatus Classes::Class::status(Mono now) {
  auto health = stream_.health(now);
  return {.publishing = publishing(),
          .publisher = last_,
          .since = encoder_.since,
          .back_by = back_by_,
          .newest_second = began_ + static_cast<std::int64_t>(health.seconds) - 1,
          .health = std::move(health),
          .problems = problems_,
          .refused = refused_,
          .kicked = kicked_};
}

milliseconds Classes::Class::gop(Mono now) {
  const auto stats = stream_.stats(now);
  return stats.video ? stats.video->keyframe_interval : milliseconds(0);
}

}  // namespace lyceum::lesson
