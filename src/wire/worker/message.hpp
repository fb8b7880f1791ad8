// What the server and its worker say to each other. The worker (`lyceum worker`) is a child process without
// privileges in which pictures are decoded.
//
// Every message: u32 length of what follows, u8 kind, body; integers big-endian. Neither side believes the
// other: once a bug in a codec is exploited, the worker's bytes are an attacker's.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <variant>
#include <vector>

namespace lyceum::worker {

inline constexpr std::uint16_t version = 1;
inline constexpr std::size_t wishes_max = 4;                   // pictures of one key frame
inline constexpr std::size_t config_max = 64 * 1024;           // bytes
inline constexpr std::size_t key_frame_max = 8 * 1024 * 1024;  // bytes
inline constexpr std::uint16_t side_max = 2048;                // pixels of a picture that is made
inline constexpr std::uint32_t picture_max = 256 * 1024;       // bytes of it
inline constexpr std::size_t frame_max = key_frame_max;        // bytes of any frame
inline constexpr std::size_t small_frame_max = 1'000'000;      // bytes of one that the worker has made
inline constexpr std::size_t small_config_max = 1024;          // bytes
// Lengths, as they stand before a message.
inline constexpr std::size_t to_worker_max = frame_max + config_max + 256;
inline constexpr std::size_t from_worker_max = wishes_max * (picture_max + 16) + 256;

// How the worker ends by itself.
enum class Exit {
  ok = 0,             // the server has gone
  confused = 2,       // an order made no sense, or a stream cannot be made smaller
  codec_missing = 3,  // FFmpeg's libraries are not installed, or of another version
  not_shut_in = 4,    // the machine does not let it give up its rights
};

enum class Codec : std::uint8_t { h264 = 1, h265 = 2, av1 = 3 };

// A picture that fits into a box, without black bars, as a JPEG of at most so many bytes.
struct Wish {
  std::uint16_t width = 0, height = 0;  // 16 to side_max
  std::uint32_t bytes_max = 0;          // 1 to picture_max
};

// Server → worker: make pictures of one key frame.
struct Draw {
  std::uint32_t job = 0;
  Codec codec = Codec::h264;
  SharedBytes config;     // body of avcC, hvcC, av1C
  SharedBytes key_frame;  // as in media/frame: NAL units each after its length in 4 bytes; AV1: raw
  std::vector<Wish> wishes;
};

// Server → worker: from now on, and for the rest of its life, make a smaller picture of a whole stream.
struct Begin {
  Codec codec = Codec::h264;
  SharedBytes config;        // as in Draw
  std::uint16_t height = 0;  // pixels, 16 to side_max; the picture keeps its shape and is never enlarged
  std::uint32_t kbps = 0;    // at most, 1 to 100,000
};

// Server → worker: the next frame of that stream, in decode order. Times in µs, 0 to 2^62.
struct Feed {
  std::int64_t dts = 0, pts = 0;
  bool key = false;
  SharedBytes payload;
};

// Worker → server: it has shut itself in and takes work.
struct Hello {
  std::uint16_t speaks = version;
};

struct Picture {
  std::uint16_t width = 0, height = 0;
  SharedBytes jpeg;
};

// In the order of the wishes.
struct Drawn {
  std::uint32_t job = 0;
  std::vector<Picture> pictures;
};

// The key frame is broken, too large, or of a kind that the worker cannot decode.
struct NotDrawn {
  std::uint32_t job = 0;
};

// What the small stream needs to be decoded: H.264. Comes before its first frame, once.
struct SmallConfig {
  std::uint16_t width = 0, height = 0;
  SharedBytes record;  // body of avcC, lengths of 4 bytes
};

// A frame of the small stream: no B-frames, so it is decoded when it is shown. A key frame where the stream
// has one, and nowhere else.
struct SmallFrame {
  std::int64_t pts = 0;  // of the frame that it was made from
  bool key = false;
  SharedBytes payload;  // NAL units, each after its length in 4 bytes
};

using ToWorker = std::variant<Draw, Begin, Feed>;
using FromWorker = std::variant<Hello, Drawn, NotDrawn, SmallConfig, SmallFrame>;

// In pieces, so that nothing is copied; together one message with its length.
// Preconditions: sizes within the limits above.
std::vector<SharedBytes> write(const Draw& draw);
std::vector<SharedBytes> write(const Begin& begin);
std::vector<SharedBytes> write(const Feed& feed);
Bytes write(const Hello& hello);
Bytes write(const Drawn& drawn);
Bytes write(const NotDrawn& not_drawn);
Bytes write(const SmallConfig& config);
Bytes write(const SmallFrame& frame);

// `message`: without its length.
Result<ToWorker> read_to_worker(ByteView message);
// A picture begins and ends as a JPEG does and keeps to the limits; whether it is what was wished for is the
// asker's to compare.
Result<FromWorker> read_from_worker(ByteView message);

}  // namespace lyceum::worker
