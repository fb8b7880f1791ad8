#include "media/codec/opened_file.hpp"

#include "media/codec/decoder.hpp"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <utility>

namespace lyceum::media {
namespace {

using Why = worker::Useless;

constexpr int buffer_size = 64 * 1024;
constexpr int streams_max = 64;
constexpr std::int64_t probe_bytes = 16 * 1024 * 1024, probe_us = 10'000'000;

// Whatever else the libraries hold. No format that names other files (HLS, DASH, concat) or draws pictures
// from text.
constexpr const char* known_formats =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,mpegts,mpeg,asf,ogg,mp3,aac,wav,w64,flac,aiff,caf";

// By id, for each format has one decoder that is tried first. No text, no still pictures.
constexpr AVCodecID known_pictures[] = {
    AV_CODEC_ID_H264,  AV_CODEC_ID_HEVC,   AV_CODEC_ID_VP8,    AV_CODEC_ID_VP9,        AV_CODEC_ID_AV1,
    AV_CODEC_ID_MPEG4, AV_CODEC_ID_MJPEG,  AV_CODEC_ID_PRORES, AV_CODEC_ID_H263,       AV_CODEC_ID_MPEG2VIDEO,
    AV_CODEC_ID_WMV3,  AV_CODEC_ID_THEORA, AV_CODEC_ID_DNXHD,  AV_CODEC_ID_MPEG1VIDEO,
};
constexpr AVCodecID known_sounds[] = {
    AV_CODEC_ID_AAC,       AV_CODEC_ID_MP3,       AV_CODEC_ID_MP2,       AV_CODEC_ID_OPUS,
    AV_CODEC_ID_VORBIS,    AV_CODEC_ID_FLAC,      AV_CODEC_ID_ALAC,      AV_CODEC_ID_AC3,
    AV_CODEC_ID_EAC3,      AV_CODEC_ID_AMR_NB,    AV_CODEC_ID_AMR_WB,    AV_CODEC_ID_WMAV2,
    AV_CODEC_ID_PCM_S16LE, AV_CODEC_ID_PCM_S16BE, AV_CODEC_ID_PCM_S24LE, AV_CODEC_ID_PCM_S24BE,
    AV_CODEC_ID_PCM_S32LE, AV_CODEC_ID_PCM_F32LE, AV_CODEC_ID_PCM_F64LE, AV_CODEC_ID_PCM_U8,
    AV_CODEC_ID_PCM_ALAW,  AV_CODEC_ID_PCM_MULAW,
};

// The same by name, for the look that FFmpeg itself takes into each track.
constexpr const char* known_decoders =
    "h264,hevc,vp8,vp9,libdav1d,mpeg4,mjpeg,prores,h263,mpeg2video,wmv3,theora,dnxhd,mpeg1video,aac,mp3float,"
    "mp3,"
    "mp2float,mp2,opus,vorbis,flac,alac,ac3,eac3,amrnb,amrwb,wmav2,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,"
    "pcm_s32le,pcm_f32le,pcm_f64le,pcm_u8,pcm_alaw,pcm_mulaw";

bool is_known(const AVStream& stream) {
  const AVCodecID id = stream.codecpar->codec_id;
  return stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO
             ? std::ranges::find(known_pictures, id) != std::end(known_pictures)
             : std::ranges::find(known_sounds, id) != std::end(known_sounds);
}

// A cover picture in a song is no film.
bool is_cover(const AVStream& stream) {
  return (stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
}

bool is_too_large(const AVCodecParameters& picture) {
  return std::int64_t{picture.width} * picture.height > pixels_max;
}

}  // namespace

OpenedFile::OpenedFile(const Ffmpeg& ffmpeg, const Formats& formats, ReadAt read, std::uint64_t size)
    : ffmpeg_(ffmpeg), formats_(formats), read_(std::move(read)), size_(size) {}

OpenedFile::~OpenedFile() {
  if (context_ != nullptr) formats_.avformat_close_input(&context_);
  if (io_ == nullptr) return;
  formats_.av_freep(&io_->buffer);
  formats_.avio_context_free(&io_);
}

Usable<std::unique_ptr<OpenedFile>> OpenedFile::open(const Ffmpeg& ffmpeg, const Formats& formats,
                                                     ReadAt read, const worker::Open& order) {
  std::unique_ptr<OpenedFile> file(new OpenedFile(ffmpeg, formats, std::move(read), order.size));
  if (auto opened = file->open(order.picture); !opened) return Useless(opened.error());
  return file;
}

int OpenedFile::read_more(void* self, std::uint8_t* into, int size) {
  auto& file = *static_cast<OpenedFile*>(self);
  const int got = file.read_(file.at_, {into, static_cast<std::size_t>(std::max(0, size))});
  if (got <= 0) return got == 0 ? AVERROR_EOF : AVERROR(EIO);
  file.at_ += static_cast<std::uint64_t>(got);
  return got;
}

std::int64_t OpenedFile::seek(void* self, std::int64_t offset, int whence) {
  auto& file = *static_cast<OpenedFile*>(self);
  const auto size = static_cast<std::int64_t>(file.size_);
  if (whence == AVSEEK_SIZE) return size;
  whence &= ~AVSEEK_FORCE;
  const std::int64_t from = whence == SEEK_CUR   ? static_cast<std::int64_t>(file.at_)
                            : whence == SEEK_END ? size
                                                 : 0;
  if (offset < -from || offset > size - from) return AVERROR(EINVAL);
  file.at_ = static_cast<std::uint64_t>(from + offset);
  return from + offset;
}

Usable<void> OpenedFile::open(bool picture) {
  auto* const buffer = static_cast<std::uint8_t*>(formats_.av_malloc(buffer_size));
  io_ = formats_.avio_alloc_context(buffer, buffer_size, 0, this, &read_more, nullptr, &seek);
  context_ = formats_.avformat_alloc_context();
  if (io_ == nullptr || context_ == nullptr) return Useless(Why::damaged);
  context_->pb = io_;
  context_->max_streams = streams_max;
  context_->probesize = probe_bytes;
  context_->max_analyze_duration = probe_us;
  AVDictionary* options = nullptr;
  formats_.av_dict_set(&options, "format_whitelist", known_formats, 0);
  formats_.av_dict_set(&options, "codec_whitelist", known_decoders, 0);
  formats_.av_dict_set(&options, "protocol_whitelist", "none", 0);
  const int opened = formats_.avformat_open_input(&context_, nullptr, nullptr, &options);
  formats_.av_dict_free(&options);
  if (opened < 0) return Useless(Why::not_media);  // and the context is gone
  if (formats_.avformat_find_stream_info(context_, nullptr) < 0) return Useless(Why::not_media);
  return choose(picture);
}

AVStream* OpenedFile::best(AVMediaType type) const {
  AVStream* found = nullptr;
  for (unsigned i = 0; i < context_->nb_streams; ++i) {
    AVStream* const each = context_->streams[i];
    if (each->codecpar->codec_type != type || is_cover(*each)) continue;
    const bool preferred = (each->disposition & AV_DISPOSITION_DEFAULT) != 0;
    if (found == nullptr || (preferred && (found->disposition & AV_DISPOSITION_DEFAULT) == 0)) found = each;
  }
  return found;
}

Usable<void> OpenedFile::choose(bool picture) {
  sound_ = best(AVMEDIA_TYPE_AUDIO);
  if (picture) picture_ = best(AVMEDIA_TYPE_VIDEO);
  if (picture && picture_ == nullptr) return Useless(sound_ == nullptr ? Why::no_sound : Why::no_picture);
  if (!picture && sound_ == nullptr) return Useless(Why::no_sound);
  for (const AVStream* each : {picture_, sound_})
    if (each != nullptr && !is_known(*each)) return Useless(Why::codec);
  if (picture_ != nullptr && is_too_large(*picture_->codecpar)) return Useless(Why::too_large);
  if (duration_us() > worker::longest_us) return Useless(Why::too_long);
  for (unsigned i = 0; i < context_->nb_streams; ++i)
    if (AVStream* const each = context_->streams[i]; each != picture_ && each != sound_)
      each->discard = AVDISCARD_ALL;
  return {};
}

bool OpenedFile::is_mp4() const { return std::string_view(context_->iformat->name).starts_with("mov,"); }

std::int64_t OpenedFile::start_us() const {
  return context_->start_time == AV_NOPTS_VALUE ? 0 : context_->start_time;
}

std::int64_t OpenedFile::duration_us() const {
  return context_->duration == AV_NOPTS_VALUE ? 0 : std::max<std::int64_t>(0, context_->duration);
}

bool OpenedFile::read(AVPacket& packet) {
  for (;;) {
    ffmpeg_.av_packet_unref(&packet);
    if (formats_.av_read_frame(context_, &packet) < 0) return false;
    const AVStream* const from = context_->streams[packet.stream_index];
    if (from == picture_ || from == sound_) return true;
  }
}

}  // namespace lyceum::media
