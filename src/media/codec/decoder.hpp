// Opens a decoder: only those that we mean, whatever else the libraries hold.
#pragma once

#include "base/bytes/bytes.hpp"
#include "media/codec/held.hpp"
#include "wire/worker/message.hpp"

namespace lyceum::media {

// Pixels of a picture that is decoded; 4096 × 4096.
inline constexpr std::int64_t pixels_max = std::int64_t{4096} * 4096;

// `config`: body of avcC, hvcC, av1C. One thread. Error: codec_missing, bad_picture.
Result<Held<AVCodecContext>> open_decoder(const Ffmpeg& ffmpeg, worker::Codec codec, ByteView config);

// A copy with the padding that decoders read beyond the end.
Result<Held<AVPacket>> packet_of(const Ffmpeg& ffmpeg, ByteView bytes);

Error bad_picture(const char* what);

}  // namespace lyceum::media
