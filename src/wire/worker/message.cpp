#include "wire/worker/message.hpp"

#include "base/bytes/reader.hpp"
#include "base/bytes/writer.hpp"

#include <algorithm>

namespace lyceum::worker {
namespace {

constexpr std::uint8_t kind_draw = 1, kind_begin = 2, kind_feed = 3;
constexpr std::uint8_t kind_hello = 1, kind_drawn = 2, kind_not_drawn = 3, kind_small_config = 4,
                       kind_small_frame = 5;
constexpr std::uint16_t side_min = 16;
constexpr std::uint32_t kbps_max = 100'000;
constexpr std::uint64_t time_max = std::uint64_t{1} << 62;

Failure broken(const char* what) { return Failure(malformed("worker_message", what)); }

Bytes with_length(ByteWriter out) {
  out.patch_u32(0, static_cast<std::uint32_t>(out.size() - 4));
  return out.take();
}

ByteWriter begin(std::uint8_t kind) {
  ByteWriter out;
  out.u32(0);
  out.u8(kind);
  return out;
}

Result<SharedBytes> read_bytes(ByteReader& in, std::size_t most) {
  LYCEUM_TRY(const std::uint32_t size, in.u32());
  if (size == 0 || size > most) return broken("size of a field");
  LYCEUM_TRY(const ByteView bytes, in.view(size));
  return SharedBytes(Bytes(bytes.begin(), bytes.end()));
}

bool is_jpeg(ByteView bytes) {
  const auto marker = [&](std::size_t at, std::uint8_t code) {
    return bytes[at] == 0xFF && bytes[at + 1] == code;
  };
  return bytes.size() >= 4 && marker(0, 0xD8) && marker(bytes.size() - 2, 0xD9);  // SOI … EOI
}

Result<Wish> read_wish(ByteReader& in) {
  Wish wish;
  LYCEUM_TRY(wish.width, in.u16());
  LYCEUM_TRY(wish.height, in.u16());
  LYCEUM_TRY(wish.bytes_max, in.u32());
  if (std::min(wish.width, wish.height) < side_min || std::max(wish.width, wish.height) > side_max)
    return broken("size of a wish");
  if (wish.bytes_max == 0 || wish.bytes_max > picture_max) return broken("bytes of a wish");
  return wish;
}

Result<Picture> read_picture(ByteReader& in) {
  Picture picture;
  LYCEUM_TRY(picture.width, in.u16());
  LYCEUM_TRY(picture.height, in.u16());
  if (picture.width == 0 || picture.height == 0) return broken("an empty picture");
  if (std::max(picture.width, picture.height) > side_max) return broken("size of a picture");
  LYCEUM_TRY(picture.jpeg, read_bytes(in, picture_max));
  if (!is_jpeg(picture.jpeg.view())) return broken("no JPEG");
  return picture;
}

Result<std::uint8_t> read_count(ByteReader& in) {
  LYCEUM_TRY(const std::uint8_t count, in.u8());
  if (count == 0 || count > wishes_max) return broken("number of pictures");
  return count;
}

Result<void> at_end(const ByteReader& in) {
  if (!in.at_end()) return broken("bytes behind its end");
  return {};
}

Result<FromWorker> read_hello(ByteReader& in) {
  LYCEUM_TRY(const std::uint16_t speaks, in.u16());
  LYCEUM_CHECK(at_end(in));
  return Hello{speaks};
}

Result<FromWorker> read_drawn(ByteReader& in) {
  Drawn drawn;
  LYCEUM_TRY(drawn.job, in.u32());
  LYCEUM_TRY(const std::uint8_t count, read_count(in));
  for (std::uint8_t i = 0; i < count; ++i) {
    LYCEUM_TRY(auto picture, read_picture(in));
    drawn.pictures.push_back(std::move(picture));
  }
  LYCEUM_CHECK(at_end(in));
  return drawn;
}

Result<FromWorker> read_not_drawn(ByteReader& in) {
  LYCEUM_TRY(const std::uint32_t job, in.u32());
  LYCEUM_CHECK(at_end(in));
  return NotDrawn{job};
}

Result<FromWorker> read_small_config(ByteReader& in) {
  SmallConfig config;
  LYCEUM_TRY(config.width, in.u16());
  LYCEUM_TRY(config.height, in.u16());
  if (config.width == 0 || config.height == 0) return broken("an empty picture");
  if (std::max(config.width, config.height) > side_max) return broken("size of a picture");
  LYCEUM_TRY(config.record, read_bytes(in, small_config_max));
  LYCEUM_CHECK(at_end(in));
  return config;
}

Result<std::int64_t> read_time(ByteReader& in) {
  LYCEUM_TRY(const std::uint64_t time, in.u64());
  if (time > time_max) return broken("a time beyond all time");
  return static_cast<std::int64_t>(time);
}

Result<bool> read_bool(ByteReader& in) {
  LYCEUM_TRY(const std::uint8_t byte, in.u8());
  if (byte > 1) return broken("neither yes nor no");
  return byte == 1;
}

Result<FromWorker> read_small_frame(ByteReader& in) {
  SmallFrame frame;
  LYCEUM_TRY(frame.pts, read_time(in));
  LYCEUM_TRY(frame.key, read_bool(in));
  LYCEUM_TRY(frame.payload, read_bytes(in, small_frame_max));
  LYCEUM_CHECK(at_end(in));
  return frame;
}

Result<Codec> read_codec(ByteReader& in) {
  LYCEUM_TRY(const std::uint8_t codec, in.u8());
  if (codec < static_cast<std::uint8_t>(Codec::h264) || codec > static_cast<std::uint8_t>(Codec::av1))
    return broken("unknown codec");
  return static_cast<Codec>(codec);
}

Result<ToWorker> read_draw(ByteReader& in) {
  Draw draw;
  LYCEUM_TRY(draw.job, in.u32());
  LYCEUM_TRY(draw.codec, read_codec(in));
  LYCEUM_TRY(const std::uint8_t count, read_count(in));
  for (std::uint8_t i = 0; i < count; ++i) {
    LYCEUM_TRY(const Wish wish, read_wish(in));
    draw.wishes.push_back(wish);
  }
  LYCEUM_TRY(draw.config, read_bytes(in, config_max));
  LYCEUM_TRY(draw.key_frame, read_bytes(in, key_frame_max));
  LYCEUM_CHECK(at_end(in));
  return draw;
}

Result<ToWorker> read_begin(ByteReader& in) {
  Begin begin;
  LYCEUM_TRY(begin.codec, read_codec(in));
  LYCEUM_TRY(begin.height, in.u16());
  LYCEUM_TRY(begin.kbps, in.u32());
  if (begin.height < side_min || begin.height > side_max) return broken("height of a stream");
  if (begin.kbps == 0 || begin.kbps > kbps_max) return broken("rate of a stream");
  LYCEUM_TRY(begin.config, read_bytes(in, config_max));
  LYCEUM_CHECK(at_end(in));
  return begin;
}

Result<ToWorker> read_feed(ByteReader& in) {
  Feed feed;
  LYCEUM_TRY(feed.dts, read_time(in));
  LYCEUM_TRY(feed.pts, read_time(in));
  LYCEUM_TRY(feed.key, read_bool(in));
  LYCEUM_TRY(feed.payload, read_bytes(in, frame_max));
  LYCEUM_CHECK(at_end(in));
  return feed;
}

// The pieces behind a head, with the whole length in front.
std::vector<SharedBytes> with_pieces(ByteWriter head, std::vector<SharedBytes> pieces) {
  std::size_t size = head.size() - 4;
  for (const SharedBytes& piece : pieces) size += piece.size();
  head.patch_u32(0, static_cast<std::uint32_t>(size));
  pieces.insert(pieces.begin(), SharedBytes(head.take()));
  return pieces;
}

}  // namespace

std::vector<SharedBytes> write(const Draw& draw) {
  ByteWriter head = begin(kind_draw);
  head.u32(draw.job);
  head.u8(static_cast<std::uint8_t>(draw.codec));
  head.u8(draw.wishes.size());
  for (const Wish& wish : draw.wishes) {
    head.u16(wish.width);
    head.u16(wish.height);
    head.u32(wish.bytes_max);
  }
  head.u32(draw.config.size());
  ByteWriter middle;
  middle.u32(draw.key_frame.size());
  return with_pieces(std::move(head), {draw.config, SharedBytes(middle.take()), draw.key_frame});
}

std::vector<SharedBytes> write(const Begin& begin_order) {
  ByteWriter head = begin(kind_begin);
  head.u8(static_cast<std::uint8_t>(begin_order.codec));
  head.u16(begin_order.height);
  head.u32(begin_order.kbps);
  head.u32(begin_order.config.size());
  return with_pieces(std::move(head), {begin_order.config});
}

std::vector<SharedBytes> write(const Feed& feed) {
  ByteWriter head = begin(kind_feed);
  head.u64(static_cast<std::uint64_t>(feed.dts));
  head.u64(static_cast<std::uint64_t>(feed.pts));
  head.u8(feed.key ? 1 : 0);
  head.u32(feed.payload.size());
  return with_pieces(std::move(head), {feed.payload});
}

Bytes write(const Hello& hello) {
  ByteWriter out = begin(kind_hello);
  out.u16(hello.speaks);
  return with_length(std::move(out));
}

Bytes write(const Drawn& drawn) {
  ByteWriter out = begin(kind_drawn);
  out.u32(drawn.job);
  out.u8(drawn.pictures.size());
  for (const Picture& picture : drawn.pictures) {
    out.u16(picture.width);
    out.u16(picture.height);
    out.u32(picture.jpeg.size());
    out.append(picture.jpeg.view());
  }
  return with_length(std::move(out));
}

Bytes write(const NotDrawn& not_drawn) {
  ByteWriter out = begin(kind_not_drawn);
  out.u32(not_drawn.job);
  return with_length(std::move(out));
}

Bytes write(const SmallConfig& config) {
  ByteWriter out = begin(kind_small_config);
  out.u16(config.width);
  out.u16(config.height);
  out.u32(config.record.size());
  out.append(config.record.view());
  return with_length(std::move(out));
}

Bytes write(const SmallFrame& frame) {
  ByteWriter out = begin(kind_small_frame);
  out.u64(static_cast<std::uint64_t>(frame.pts));
  out.u8(frame.key ? 1 : 0);
  out.u32(frame.payload.size());
  out.append(frame.payload.view());
  return with_length(std::move(out));
}

Result<ToWorker> read_to_worker(ByteView message) {
  ByteReader in(message);
  LYCEUM_TRY(const std::uint8_t kind, in.u8());
  if (kind == kind_draw) return read_draw(in);
  if (kind == kind_begin) return read_begin(in);
  if (kind == kind_feed) return read_feed(in);
  return broken("unknown kind");
}

Result<FromWorker> read_from_worker(ByteView message) {
  ByteReader in(message);
  LYCEUM_TRY(const std::uint8_t kind, in.u8());
  if (kind == kind_hello) return read_hello(in);
  if (kind == kind_drawn) return read_drawn(in);
  if (kind == kind_not_drawn) return read_not_drawn(in);
  if (kind == kind_small_config) return read_small_config(in);
  if (kind == kind_small_frame) return read_small_frame(in);
  return broken("unknown kind");
}

}  // namespace lyceum::worker
