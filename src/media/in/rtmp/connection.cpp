#include "media/in/rtmp/connection.hpp"

#include "base/log/log.hpp"
#include "base/metrics/metrics.hpp"
#include "base/secret/random.hpp"
#include "media/in/rtmp/encoder_words.hpp"

namespace lyceum::media {
namespace {

constexpr std::size_t send_queue_max = 64 * 1024;

// What the encoder shows: the sentence, and what somebody wrote about it.
std::string words_of(const Error& error) {
  std::string words(error.en);
  if (!error.words.empty()) words += ' ' + error.words;
  return words;
}

Counter& dropped_frames() {
  static Counter& counter =
      metric_counter("lyceum_rtmp_frames_dropped_total", "Frames from encoders that could not be used");
  return counter;
}
Counter& received_bytes() {
  static Counter& counter = metric_counter("lyceum_rtmp_received_bytes_total", "Bytes received over RTMP");
  return counter;
}
Counter& refused_publishers() {
  static Counter& counter = metric_counter("lyceum_rtmp_refused_total", "Encoders that the door refused");
  return counter;
}

}  // namespace

RtmpIngest::Connection::Connection(RtmpIngest& ingest, std::uint64_t number, net::Socket socket)
    : ingest_(ingest),
      number_(number),
      remote_(socket.remote().ip),
      session_(ingest.clock_.mono(), random_bytes(rtmp::handshake_random)),
      tcp_(ingest.reactor_, std::move(socket), *this, send_queue_max) {
  watch_deadline();
  // There from the start, so that the first one is seen to be one more.
  static_cast<void>(dropped_frames());
  static_cast<void>(refused_publishers());
}

RtmpIngest::Connection::~Connection() {
  if (timer_ != 0) ingest_.reactor_.cancel(timer_);
}

void RtmpIngest::Connection::on_bytes(ByteView bytes) {
  received_bytes().add(static_cast<double>(bytes.size()));
  auto result = session_.on_bytes(now(), bytes, *this);
  if (media_error_) result = Failure(*std::exchange(media_error_, std::nullopt));
  if (!result) fail(result.error());
}

void RtmpIngest::Connection::send(Bytes bytes) { tcp_.send(SharedBytes(std::move(bytes))); }

void RtmpIngest::Connection::on_publish(rtmp::PublishRequest request) {
  encoder_ = encoder_name(request.encoder);
  PublisherInfo info{"rtmp", remote_, encoder_};
  spawn(open(weak_from_this(), ingest_.door_, std::move(request.stream_key), std::move(info)));
}

// Static: the connection may be gone when the door answers; then the publication ends with this coroutine.
Task<void> RtmpIngest::Connection::open(std::weak_ptr<Connection> weak, PublishDoor& door, std::string key,
                                        PublisherInfo info) {
  std::move_only_function<void(SendOff)> cut = [weak](SendOff why) {
    if (const auto self = weak.lock()) self->send_off(std::move(why));
  };
  auto answer = co_await door.open(std::move(key), std::move(info), std::move(cut));
  if (const auto self = weak.lock()) self->answered(std::move(answer));
}

void RtmpIngest::Connection::answered(Result<std::unique_ptr<Publication>> answer) {
  if (!tcp_.open()) return;
  if (!answer) {
    refused_publishers().add();
    const bool bad_key = answer.error().status == 403;
    session_.refuse_publish(bad_key ? "NetStream.Publish.BadName" : "NetStream.Publish.Denied",
                            words_of(answer.error()), *this);
    fail(answer.error());
    return;
  }
  publication_ = std::move(*answer);
  demuxer_ = RtmpDemuxer();
  log_info("rtmp publish", {{"remote", remote_}, {"encoder", encoder_}});
  auto result = session_.accept_publish(now(), *this);
  if (media_error_) result = Failure(*std::exchange(media_error_, std::nullopt));
  if (!result) fail(result.error());
}

void RtmpIngest::Connection::on_metadata(const amf::Value& metadata) {
  const EncoderWords words = encoder_words(metadata);
  if (!words.name.empty()) encoder_ = words.name;
  if (publication_) publication_->describe(words);
}

void RtmpIngest::Connection::on_media(rtmp::Message message) {
  if (!publication_ || media_error_) return;
  const bool video = message.type == rtmp::MessageType::video;
  auto result = video ? demuxer_.on_video(message.payload, message.timestamp_ms, now(), *this)
                      : demuxer_.on_audio(message.payload, message.timestamp_ms, now(), *this);
  if (!result) media_error_ = result.error();
}

void RtmpIngest::Connection::on_unpublish() {
  log_end("unpublished");
  publication_.reset();
}

void RtmpIngest::Connection::on_frame(FramePtr frame) { publication_->publish(std::move(frame)); }

void RtmpIngest::Connection::on_problem(const Error& problem) {
  log_warning("rtmp problem",
              {{"remote", remote_}, {"encoder", encoder_}, {"problem", std::string(problem.code)}});
  publication_->problem(problem);
}

void RtmpIngest::Connection::fail(const Error& error) {
  std::string reason(error.code);
  if (!error.detail.empty()) reason += ": " + error.detail;
  end(std::move(reason));
}

void RtmpIngest::Connection::send_off(SendOff why) {
  if (!why.words.empty()) session_.end_publish(why.words, *this);
  end(std::move(why.reason));
}

void RtmpIngest::Connection::end(std::string reason) {
  if (!tcp_.open()) return;
  log_end(reason);
  publication_.reset();
  tcp_.close(std::move(reason));
}

void RtmpIngest::Connection::on_closed(std::string_view reason) {
  if (publication_ || reason == "peer too slow") log_end(reason);
  ingest_.remove(number_);  // destroys this
}

void RtmpIngest::Connection::watch_deadline() {
  const auto due = session_.deadline();
  const auto wait = due ? std::max<std::chrono::nanoseconds>(*due - now(), milliseconds(1)) : seconds(1);
  timer_ = ingest_.reactor_.after(wait, [this] {
    timer_ = 0;
    if (!tcp_.open()) return;
    if (const auto again = session_.deadline(); again && *again <= now()) return fail(session_.on_timeout());
    watch_deadline();
  });
}

// One line for the end of a connection or of a publication.
void RtmpIngest::Connection::log_end(std::string_view reason) const {
  const DemuxCounters& counters = demuxer_.counters();
  const std::uint64_t dropped =
      counters.broken + counters.without_config + counters.without_picture + counters.too_early;
  if (publication_) dropped_frames().add(static_cast<double>(dropped));
  log_info("rtmp end", {{"remote", remote_},
                        {"encoder", encoder_},
                        {"reason", std::string(reason)},
                        {"frames", std::to_string(counters.frames)},
                        {"dropped", std::to_string(dropped)},
                        {"times_mended", std::to_string(counters.times_mended)}});
}

}  // namespace lyceum::media
