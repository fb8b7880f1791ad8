#include "bench/flv/source.hpp"

#include "base/secret/random.hpp"
#include "bench/measure/clock.hpp"
#include "bench/measure/stamp.hpp"
#include "wire/flv/audio_tag.hpp"
#include "wire/flv/video_tag.hpp"
#include "wire/rtmp/digest.hpp"

#include <array>
#include <cstring>

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

constexpr int fps = 30, audio_kbps = 128, key_times = 8;  // a key frame is so much larger than another
constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t audio_frame_ns = second * 1024 / 48'000;

// avcC of an x264 stream, High@3.1, 1280×720 (annotated in src/wire/avc/h264_test.cpp).
const Bytes avc_config{0x01, 0x64, 0x00, 0x1F, 0xFF, 0xE1, 0x00, 0x1A, 0x67, 0x64, 0x00, 0x1F,
                       0xAC, 0xD9, 0x40, 0x50, 0x05, 0xBB, 0x01, 0x10, 0x00, 0x00, 0x03, 0x00,
                       0x10, 0x00, 0x00, 0x03, 0x03, 0xC0, 0xF1, 0x83, 0x19, 0x60, 0x01, 0x00,
                       0x06, 0x68, 0xEB, 0xE3, 0xCB, 0x22, 0xC0, 0xFD, 0xF8, 0xF8, 0x00};
const Bytes aac_config{0x11, 0x90};  // AAC-LC, 48 kHz, stereo

// One slice NAL unit whose first bytes are the stamp.
Bytes picture(bool key, std::int64_t due_ns, std::size_t size) {
  Bytes body = flv::video_header({flv::PacketKind::frame, flv::VideoCodec::avc, key, 0, 0, {}});
  const auto length = static_cast<std::uint32_t>(size + 1);
  for (int shift = 24; shift >= 0; shift -= 8) body.push_back(static_cast<std::uint8_t>(length >> shift));
  body.push_back(key ? 0x65 : 0x41);
  const std::string text = stamped_text(due_ns, size);
  body.insert(body.end(), text.begin(), text.end());
  return body;
}

Bytes with_body(Bytes header, ByteView body) {
  header.insert(header.end(), body.begin(), body.end());
  return header;
}

}  // namespace

// The blocking socket and the session on it.
class Source::Line final : rtmp::PublisherEvents {
 public:
  Line(rtmp::PublishTarget target, int descriptor)
      : session_(std::move(target), random_bytes(rtmp::handshake_block)), descriptor_(descriptor) {}
  ~Line() { ::close(descriptor_); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  Result<void> open() {
    session_.start(*this);
    while (!session_.ready()) LYCEUM_CHECK(hear(0));
    return {};
  }
  void video(std::int64_t at_ns, ByteView body) { send_media(rtmp::MessageType::video, at_ns, body); }
  void audio(std::int64_t at_ns, ByteView body) { send_media(rtmp::MessageType::audio, at_ns, body); }
  // What the server has to say; without waiting, `flags` is MSG_DONTWAIT.
  Result<void> hear(int flags) {
    std::array<std::uint8_t, 4096> part;
    const ssize_t count = ::recv(descriptor_, part.data(), part.size(), flags);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (count <= 0 || broken_) return Failure(internal_error("the server closed the publishing connection"));
    return session_.on_bytes(ByteView(part).first(static_cast<std::size_t>(count)), *this);
  }
  bool broken() const { return broken_; }

 private:
  void send(Bytes bytes) override {
    for (ByteView left(bytes); !left.empty() && !broken_;) {
      const ssize_t count = ::send(descriptor_, left.data(), left.size(), MSG_NOSIGNAL);
      broken_ = count <= 0;
      if (!broken_) left = left.subspan(static_cast<std::size_t>(count));
    }
  }
  void on_ready() override {}
  void send_media(rtmp::MessageType type, std::int64_t at_ns, ByteView body) {
    session_.send_media(type, static_cast<std::uint32_t>(at_ns / 1'000'000), body, *this);
  }

  rtmp::PublisherSession session_;
  int descriptor_;
  bool broken_ = false;
};

Result<std::unique_ptr<Source>> Source::start(const SourceLoad& load) {
  LYCEUM_TRY(const Target where, resolve(load.url));
  const auto slash = where.path.rfind('/');
  if (slash == 0) return Failure(malformed("url", "rtmp://HOST/APP/KEY: " + load.url));
  rtmp::PublishTarget target;
  target.app = where.path.substr(1, slash - 1);
  target.stream = where.path.substr(slash + 1);
  target.tc_url = "rtmp://" + where.host + "/" + target.app;
  target.encoder = "lyceum-bench";
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr address{};
  std::memcpy(&address, &where.address, sizeof where.address);
  if (::connect(descriptor, &address, sizeof where.address) != 0) {
    ::close(descriptor);
    return Failure(internal_error("cannot connect to " + where.host));
  }
  auto line = std::make_unique<Line>(std::move(target), descriptor);
  LYCEUM_CHECK(line->open());
  return std::unique_ptr<Source>(new Source(std::move(line), load));
}

Source::Source(std::unique_ptr<Line> line, const SourceLoad& load)
    : line_(std::move(line)), thread_([this, load](const std::stop_token& stop) { run(stop, load); }) {}

Source::~Source() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Source::run(const std::stop_token& stop, const SourceLoad& load) {
  const std::int64_t begin = monotonic_ns();
  const int video_bytes = (load.kbps - audio_kbps) * 125;  // a second
  const int usual = video_bytes * load.gop_frames / fps / (load.gop_frames - 1 + key_times);
  const Bytes sound =
      with_body(flv::audio_header({flv::PacketKind::frame, flv::AudioCodec::aac, 0, {}}),
                Bytes(static_cast<std::size_t>(audio_kbps * 125 * audio_frame_ns / second), 0x21));
  line_->video(0,
               with_body(flv::video_header({flv::PacketKind::config, flv::VideoCodec::avc, true, 0, 0, {}}),
                         avc_config));
  line_->audio(
      0, with_body(flv::audio_header({flv::PacketKind::config, flv::AudioCodec::aac, 0, {}}), aac_config));
  std::int64_t pictures = 0, sounds = 0;
  while (!stop.stop_requested() && !line_->broken()) {
    const std::int64_t picture_at = pictures * second / fps, sound_at = sounds * audio_frame_ns;
    const std::int64_t at = std::min(picture_at, sound_at), wait = begin + at - monotonic_ns();
    if (wait > 0) ::usleep(static_cast<useconds_t>(wait / 1000));
    if (sound_at <= picture_at) {
      line_->audio(sound_at, sound);
      ++sounds;
      continue;
    }
    const bool key = pictures++ % load.gop_frames == 0;
    const auto size = static_cast<std::size_t>(std::max(40, key ? usual * key_times : usual));
    line_->video(picture_at, picture(key, begin + picture_at, size));
    if (!line_->hear(MSG_DONTWAIT)) break;
  }
  failed_ = !stop.stop_requested();
}

}  // namespace lyceum::bench
