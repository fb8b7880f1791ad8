#include "wire/rtmp/chunk_reader.hpp"

#include <algorithm>

namespace lyceum::rtmp {
namespace {

constexpr std::uint32_t extended_mark = 0xFFFFFF;
constexpr std::uint32_t reserve_max = 256 * 1024;     // bytes, before they have come
constexpr std::size_t field_sizes[] = {11, 7, 3, 0};  // message header by type

Failure refuse(std::string why) { return Failure(malformed("rtmp_chunk", std::move(why))); }

std::uint32_t u24_at(const Bytes& bytes, std::size_t at) {
  return static_cast<std::uint32_t>(bytes[at]) << 16 | static_cast<std::uint32_t>(bytes[at + 1]) << 8 |
         bytes[at + 2];
}

}  // namespace

Result<std::optional<Message>> ChunkReader::read(ByteView& input) {
  while (true) {
    if (pushed_back_.empty()) {
      auto message = read_from(input);
      if (!message || *message || pushed_back_.empty()) return message;
    }
    const Bytes again = std::exchange(pushed_back_, {});
    ByteView view(again);
    auto message = read_from(view);
    pushed_back_.insert(pushed_back_.end(), view.begin(), view.end());
    if (!message || *message) return message;
  }
}

// Stops at the first complete message, at the end of the input, and when bytes were pushed back.
Result<std::optional<Message>> ChunkReader::read_from(ByteView& input) {
  while (true) {
    if (!in_payload_) {
      if (!take_header(input)) return std::nullopt;
      LYCEUM_CHECK(begin_chunk());
      if (!pushed_back_.empty()) return std::nullopt;
    }
    LYCEUM_TRY(std::optional<Message> message, take_payload(input));
    if (message) return message;
    if (in_payload_) return std::nullopt;
  }
}

bool ChunkReader::take_header(ByteView& input) {
  for (std::size_t need = header_need(); header_.size() < need; need = header_need()) {
    if (input.empty()) return false;
    const std::size_t taken = std::min(need - header_.size(), input.size());
    header_.insert(header_.end(), input.begin(), input.begin() + static_cast<std::ptrdiff_t>(taken));
    input = input.subspan(taken);
  }
  return true;
}

std::size_t ChunkReader::basic_size() const {
  const int id = header_[0] & 0x3F;
  return id == 0 ? 2 : id == 1 ? 3 : 1;
}

// How many header bytes are needed, as far as the bytes read so far tell.
std::size_t ChunkReader::header_need() const {
  if (header_.empty()) return 1;
  const std::size_t basic = basic_size();
  const std::size_t plain = basic + field_sizes[format()];
  if (header_.size() < plain) return plain;
  if (format() < 3) return u24_at(header_, basic) == extended_mark ? plain + 4 : plain;
  const ChunkStream* stream = find(chunk_stream_id());
  if (!stream || !stream->extended) return plain;
  return stream->in_message && repeats_ == Repeats::no ? plain : plain + 4;
}

std::uint32_t ChunkReader::chunk_stream_id() const {
  switch (basic_size()) {
    case 2:
      return 64U + header_[1];
    case 3:
      return 64U + header_[1] + 256U * header_[2];
    default:
      return header_[0] & 0x3FU;
  }
}

ChunkReader::ChunkStream* ChunkReader::find(std::uint32_t id) {
  const auto found =
      std::find_if(streams_.begin(), streams_.end(), [id](const ChunkStream& s) { return s.id == id; });
  return found == streams_.end() ? nullptr : &*found;
}

Result<ChunkReader::ChunkStream*> ChunkReader::open_stream() {
  const std::uint32_t id = chunk_stream_id();
  if (ChunkStream* known = find(id)) return known;
  if (format() > 1)
    return refuse("chunk stream " + std::to_string(id) + " starts with header type " +
                  std::to_string(format()));
  if (streams_.size() == chunk_streams_max)
    return refuse("more than " + std::to_string(chunk_streams_max) + " chunk streams");
  streams_.emplace_back().id = id;
  return &streams_.back();
}

Result<void> ChunkReader::begin_chunk() {
  LYCEUM_TRY(ChunkStream * stream, open_stream());
  if (stream->in_message && format() != 3) return refuse("a new message inside an unfinished one");
  if (format() < 3) {
    LYCEUM_CHECK(read_fields(*stream));
  } else if (stream->extended) {
    settle_extended(*stream);
  }
  if (!stream->in_message) LYCEUM_CHECK(begin_message(*stream));
  header_.clear();
  current_ = static_cast<std::size_t>(stream - streams_.data());
  chunk_left_ = std::min<std::size_t>(chunk_size_, stream->length - stream->partial.size());
  in_payload_ = true;
  return {};
}

Result<void> ChunkReader::read_fields(ChunkStream& stream) {
  ByteReader in(ByteView(header_).subspan(basic_size()));
  LYCEUM_TRY(stream.field, in.u24());
  if (format() <= 1) {
    LYCEUM_TRY(stream.length, in.u24());
    LYCEUM_TRY(stream.type, in.u8());
  }
  if (format() == 0) {
    LYCEUM_TRY(stream.stream_id, in.u32le());
  }
  stream.extended = stream.field == extended_mark;
  if (stream.extended) {
    LYCEUM_TRY(stream.field, in.u32());
  }
  stream.field_is_timestamp = format() == 0;
  return {};
}

// The header ends with four bytes that are the extended timestamp again, or already payload.
void ChunkReader::settle_extended(const ChunkStream& stream) {
  const std::size_t plain = basic_size();
  if (header_.size() == plain) return;
  if (stream.in_message && repeats_ == Repeats::yes) return;
  ByteReader four(ByteView(header_).subspan(plain));
  const std::uint32_t value = four.u32().value();
  const bool repeated = value == stream.field || value == stream.timestamp;
  if (stream.in_message) repeats_ = repeated ? Repeats::yes : Repeats::no;
  if (!repeated) pushed_back_.assign(header_.begin() + static_cast<std::ptrdiff_t>(plain), header_.end());
}

Result<void> ChunkReader::begin_message(ChunkStream& stream) {
  if (stream.length > limits_.message_max)
    return refuse("a message of " + std::to_string(stream.length) + " bytes");
  if (held_ + stream.length > limits_.held_max)
    return refuse("unfinished messages of more than " + std::to_string(limits_.held_max) + " bytes");
  if (format() == 0) {
    stream.timestamp = stream.field;
  } else if (format() < 3 || !(stream.extended && stream.field_is_timestamp)) {
    stream.timestamp += stream.field;
  }
  held_ += stream.length;
  stream.in_message = true;
  stream.partial = Bytes();
  stream.partial.reserve(std::min(stream.length, reserve_max));
  return {};
}

Result<std::optional<Message>> ChunkReader::take_payload(ByteView& input) {
  ChunkStream& stream = streams_[current_];
  const std::size_t taken = std::min(chunk_left_, input.size());
  stream.partial.insert(stream.partial.end(), input.begin(),
                        input.begin() + static_cast<std::ptrdiff_t>(taken));
  input = input.subspan(taken);
  chunk_left_ -= taken;
  if (chunk_left_ > 0) return std::nullopt;
  in_payload_ = false;
  if (stream.partial.size() < stream.length) return std::nullopt;

  stream.in_message = false;
  held_ -= stream.length;
  Message message{static_cast<MessageType>(stream.type), stream.stream_id, stream.timestamp,
                  SharedBytes(std::exchange(stream.partial, {}))};
  LYCEUM_TRY(const bool handled, handle_control(message));
  if (handled) return std::nullopt;
  return message;
}

// Section 5.4.1 and 5.4.2.
Result<bool> ChunkReader::handle_control(const Message& message) {
  if (message.type != MessageType::set_chunk_size && message.type != MessageType::abort) return false;
  ByteReader in(message.payload.view());
  LYCEUM_TRY(const std::uint32_t value, in.u32());
  if (message.type == MessageType::set_chunk_size) {
    if (value == 0 || value > chunk_size_max) return refuse("chunk size " + std::to_string(value));
    chunk_size_ = value;
  } else if (ChunkStream* stream = find(value); stream && stream->in_message) {
    held_ -= stream->length;
    stream->in_message = false;
    stream->partial = Bytes();
  }
  return true;
}

}  // namespace lyceum::rtmp
