#include "wire/flv/file.hpp"

#include "base/bytes/reader.hpp"
#include "base/bytes/writer.hpp"

#include <algorithm>

namespace lyceum::flv {
namespace {

constexpr std::size_t file_header_size = 13;  // with the first back pointer

Failure refuse(std::string why) { return Failure(malformed("flv_file", std::move(why))); }

}  // namespace

Bytes file_header(bool has_audio, bool has_video) {
  ByteWriter out(file_header_size);
  out.append("FLV");
  out.u8(1);
  out.u8((has_audio ? 4U : 0U) | (has_video ? 1U : 0U));
  out.u32(9);  // size of the header
  out.u32(0);
  return out.take();
}

Bytes tag_header(TagType type, std::size_t body_size, std::uint32_t timestamp_ms) {
  ByteWriter out(tag_header_size);
  out.u8(static_cast<std::uint8_t>(type));
  out.u24(body_size);
  out.u24(timestamp_ms & 0xFFFFFF);
  out.u8(timestamp_ms >> 24);
  out.u24(0);  // stream id
  return out.take();
}

Bytes tag_trailer(std::size_t body_size) {
  ByteWriter out(4);
  out.u32(tag_header_size + body_size);
  return out.take();
}

Result<std::optional<Tag>> TagReader::read(ByteView& input) {
  if (!in_file_) {
    if (!fill(input, file_header_size)) return std::nullopt;
    LYCEUM_CHECK(read_file_header());
  }
  if (!tag_) {
    if (!fill(input, tag_header_size)) return std::nullopt;
    LYCEUM_CHECK(read_tag_header());
  }
  if (!fill(input, body_size_ + 4)) return std::nullopt;
  collected_.resize(body_size_);  // the back pointer is not looked at: many writers get it wrong
  tag_->body = SharedBytes(std::exchange(collected_, {}));
  return std::exchange(tag_, std::nullopt);
}

bool TagReader::fill(ByteView& input, std::size_t size) {
  const std::size_t taken = std::min(size - collected_.size(), input.size());
  collected_.insert(collected_.end(), input.begin(), input.begin() + static_cast<std::ptrdiff_t>(taken));
  input = input.subspan(taken);
  return collected_.size() == size;
}

Result<void> TagReader::read_file_header() {
  if (as_text(ByteView(collected_).first(3)) != "FLV" || collected_[8] != 9) return refuse("no FLV file");
  in_file_ = true;
  collected_.clear();
  return {};
}

Result<void> TagReader::read_tag_header() {
  ByteReader in(collected_);
  LYCEUM_TRY(const std::uint8_t type, in.u8());
  LYCEUM_TRY(body_size_, in.u24());
  LYCEUM_TRY(const std::uint32_t low, in.u24());
  LYCEUM_TRY(const std::uint32_t high, in.u8());
  if (body_size_ > tag_max_) return refuse("a tag of " + std::to_string(body_size_) + " bytes");
  tag_ = Tag{static_cast<TagType>(type & 0x1FU), high << 24 | low, {}};
  collected_.clear();
  return {};
}

}  // namespace lyceum::flv
