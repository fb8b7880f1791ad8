#include "wire/flv/writer.hpp"

#include "wire/flv/file.hpp"

namespace lyceum::flv {
namespace {

void write_tag(ByteWriter& out, TagType type, std::uint32_t timestamp_ms, ByteView header, ByteView body) {
  const std::size_t size = header.size() + body.size();
  out.append(tag_header(type, size, timestamp_ms));
  out.append(header);
  out.append(body);
  out.append(tag_trailer(size));
}

}  // namespace

void write_video(ByteWriter& out, std::uint32_t timestamp_ms, const VideoPacket& packet) {
  write_tag(out, TagType::video, timestamp_ms, video_header(packet), packet.body.view());
}

void write_audio(ByteWriter& out, std::uint32_t timestamp_ms, const AudioPacket& packet) {
  write_tag(out, TagType::audio, timestamp_ms, audio_header(packet), packet.body.view());
}

}  // namespace lyceum::flv
