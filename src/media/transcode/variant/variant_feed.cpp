#include "media/transcode/variant/variant_feed.hpp"

#include "base/log/log.hpp"
#include "base/metrics/metrics.hpp"
#include "media/transcode/supervisor/picture_codec.hpp"
#include "wire/avc/h264.hpp"
#include "wire/avc/nal.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

const MetricLabels labels{{"work", "variant"}};

Gauge& running_gauge() {
  static Gauge& gauge = metric_gauge("lyceum_worker_running", "Worker processes, by their work", labels);
  return gauge;
}

// Is there something to make smaller, and can it be done in time?
bool is_worth_it(const TrackConfig& config) {
  const std::size_t record = config.decoder_config.size();
  return picture_codec(config) && std::min(config.width, config.height) >= VariantFeed::lines_from &&
         std::uint64_t{config.width} * config.height <= VariantFeed::pixels_max && record > 0 &&
         record <= worker::config_max;
}

worker::Begin begin_order(const TrackConfig& config) {
  const std::uint64_t lines = VariantFeed::lines;
  const bool upright = config.height > config.width;
  const std::uint64_t height = upright ? lines * config.height / config.width : lines;
  return {.codec = picture_codec(config).value(),
          .config = config.decoder_config,
          .height = static_cast<std::uint16_t>(std::min<std::uint64_t>(height, worker::side_max)),
          .kbps = VariantFeed::kbps};
}

bool is_same(const TrackConfig& a, const TrackConfig& b) {
  return &a == &b ||
         (a.codec == b.codec && std::ranges::equal(a.decoder_config.view(), b.decoder_config.view()));
}

}  // namespace

VariantFeed::VariantFeed(LessonId lesson, Stream& stream, SpareCores& cores, WorkerStarter& starter,
                         SmallSink& sink, const Clock& clock)
    : lesson_(lesson), stream_(stream), cores_(cores), starter_(starter), sink_(sink), clock_(clock) {
  stream_.outlet().subscribe(*this);
}

VariantFeed::~VariantFeed() {
  stream_.outlet().unsubscribe(*this);
  stop(seconds(0));
}

void VariantFeed::frame(const FramePtr& frame) {
  if (frame->config->kind != TrackKind::video) return;
  if (frame->key) consider(*frame);
  if (state_ == State::feeding) feed(*frame);
}

// At every key frame: another stream than before needs another worker; none may be there yet.
void VariantFeed::consider(const Frame& key) {
  const bool other = state_ != State::idle && (key.run != run_ || !is_same(*key.config, *config_));
  if (other) stop(seconds(0));
  if (state_ == State::starting && clock_.mono() - began_ >= hello_within) {
    fail("late");
    return;
  }
  if (state_ == State::ready) {
    state_ = State::feeding;
    began_ = clock_.mono();
    last_sent_ = key.pts;
    last_got_ = key.pts - MediaMicros(1);
  }
  if (state_ != State::idle || clock_.mono() < retry_at_ || !is_worth_it(*key.config) || !cores_.take())
    return;
  auto started = starter_.start(*this);
  if (!started) {
    cores_.give_back();
    retry_at_ = clock_.mono() + rest_most;
    log_warning("no smaller picture", {{"lesson", lesson_.str()}, {"why", started.error().detail}});
    return;
  }
  process_ = std::move(*started);
  config_ = key.config;
  run_ = key.run;
  counted_ = microseconds(0);
  began_ = clock_.mono();
  state_ = State::starting;
  running_gauge().add(1);
}

void VariantFeed::feed(const Frame& frame) {
  if (frame.payload.empty() || frame.payload.size() > worker::frame_max || frame.pts.count() < 0 ||
      frame.dts.count() < 0)
    return;
  last_sent_ = std::max(last_sent_, frame.pts);
  if (last_sent_ - last_got_ > behind_max) {
    fail("slow");
    return;
  }
  if (frame.key) count_cpu(process_->cpu());
  process_->send(worker::write(worker::Feed{
      .dts = frame.dts.count(), .pts = frame.pts.count(), .key = frame.key, .payload = frame.payload}));
}

bool VariantFeed::on_message(ByteView message) {
  const auto said = worker::read_from_worker(message);
  if (!said) return fail("babbled");
  return std::visit([this](const auto& each) { return hear(each); }, *said);
}

bool VariantFeed::hear(const worker::Hello& hello) {
  if (state_ != State::starting || hello.speaks != worker::version) return fail("babbled");
  state_ = State::ready;
  process_->send(worker::write(begin_order(*config_)));
  return true;
}

bool VariantFeed::hear(const worker::SmallConfig& said) {
  const auto read = avc::read_h264_config(said.record.view());
  if (state_ != State::feeding || small_config_ || !read || read->nal_length_size != 4)
    return fail("babbled");
  auto config = std::make_shared<TrackConfig>();
  config->decoder_config = said.record;
  config->rfc6381 = read->rfc6381;
  config->width = read->sps.width;
  config->height = read->sps.height;
  small_config_ = std::move(config);
  log_info("smaller picture begins",
           {{"lesson", lesson_.str()}, {"lines", std::to_string(read->sps.height)}});
  return true;
}

bool VariantFeed::hear(const worker::SmallFrame& said) {
  const MediaMicros pts(said.pts);
  if (state_ != State::feeding || !small_config_ || pts <= last_got_ || pts > last_sent_ ||
      !avc::split_length_prefixed(said.payload.view(), 4))
    return fail("babbled");
  last_got_ = pts;
  auto frame = std::make_shared<Frame>();
  frame->config = small_config_;
  frame->dts = frame->pts = pts;
  frame->key = said.key;
  frame->payload = said.payload;
  frame->arrived = clock_.mono();
  frame->run = run_;
  sink_.small_frame(lesson_, frame);
  return true;
}

void VariantFeed::on_gone(const WorkerObituary& obituary) {
  count_cpu(obituary.cpu);
  fail(obituary.how == WorkerEnd::babbled   ? "babbled"
       : obituary.how == WorkerEnd::crashed ? "crashed"
                                            : "exited");
}

// Always false, for on_message().
bool VariantFeed::fail(std::string_view why) {
  if (state_ == State::feeding && clock_.mono() - began_ >= well_after) rest_ = rest_least;
  log_warning(
      "smaller picture lost",
      {{"lesson", lesson_.str()}, {"why", std::string(why)}, {"pause_s", std::to_string(rest_.count())}});
  metric_counter("lyceum_variant_lost_total", "Smaller pictures of classes that ended before their class",
                 {{"why", std::string(why)}})
      .add();
  stop(rest_);
  rest_ = std::min(2 * rest_, rest_most);
  return false;
}

void VariantFeed::stop(seconds pause) {
  if (state_ == State::idle) return;
  count_cpu(process_->cpu());
  process_.reset();
  state_ = State::idle;
  small_config_.reset();
  retry_at_ = clock_.mono() + pause;
  cores_.give_back();
  running_gauge().add(-1);
  sink_.small_lost(lesson_);
}

void VariantFeed::count_cpu(microseconds cpu) {
  static Counter& counter = metric_counter(
      "lyceum_worker_cpu_seconds_total", "User and system time of all workers so far, by their work", labels);
  if (cpu <= counted_) return;
  counter.add(static_cast<double>((cpu - counted_).count()) / 1e6);
  counted_ = cpu;
}

}  // namespace lyceum::media
