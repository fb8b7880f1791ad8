// RTMP messages to frames. The input is a row of messages: kind and time step 1 byte, length 2 bytes, body.
#include "base/bytes/reader.hpp"
#include "media/in/rtmp/demuxer.hpp"

#include <cstdlib>

namespace {

using namespace lyceum;

struct Sink final : media::DemuxSink {
  void on_frame(media::FramePtr frame) override {
    const bool near = std::chrono::abs(frame->pts - frame->dts) < std::chrono::seconds(11);
    if (!frame->config || frame->payload.empty() || !near) std::abort();
  }
  void on_problem(const Error& problem) override {
    if (++problems > 6 || problem.zh.empty()) std::abort();
  }
  int problems = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ByteReader in({data, size});
  media::RtmpDemuxer demuxer;
  Sink sink;
  std::uint32_t time = 0xFFFFFF00;
  while (in.remaining() >= 3) {
    const std::uint8_t head = in.u8().value();
    const std::size_t length = std::min<std::size_t>(in.u16().value(), in.remaining());
    const ByteView view = in.view(length).value();
    const SharedBytes body(Bytes(view.begin(), view.end()));
    time += (head & 0x40U) != 0 ? 0U - (1U << (head & 0x1FU)) : head & 0x1FU;
    const auto result = (head & 0x80U) != 0 ? demuxer.on_audio(body, time, Mono(), sink)
                                            : demuxer.on_video(body, time, Mono(), sink);
    if (!result) return 0;
  }
  return 0;
}
