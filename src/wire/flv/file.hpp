// The FLV file around tags, for HTTP-FLV. Source: "Adobe Flash Video File Format Specification" 10.1,
// §E.2–E.4.1.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <optional>

namespace lyceum::flv {

enum class TagType : std::uint8_t { audio = 8, video = 9, script = 18 };

struct Tag {
  TagType type = TagType::script;  // any value may arrive
  std::uint32_t timestamp_ms = 0;
  SharedBytes body;
};

inline constexpr std::size_t tag_header_size = 11;

// File header and the first back pointer.
Bytes file_header(bool has_audio, bool has_video);
// The 11 bytes before a body. Precondition: body_size < 2^24.
Bytes tag_header(TagType type, std::size_t body_size, std::uint32_t timestamp_ms);
// The 4 bytes behind it.
Bytes tag_trailer(std::size_t body_size);

// Reads a file that comes in pieces.
class TagReader {
 public:
  explicit TagReader(std::size_t tag_max) : tag_max_(tag_max) {}

  // Takes bytes from the front of `input` until a tag is complete (returned) or the input is used up
  // (nullopt). Errors: no FLV file, a tag larger than tag_max.
  Result<std::optional<Tag>> read(ByteView& input);

 private:
  bool fill(ByteView& input, std::size_t size);
  Result<void> read_file_header();
  Result<void> read_tag_header();

  std::size_t tag_max_;
  Bytes collected_;
  bool in_file_ = false;    // the file header has been read
  std::optional<Tag> tag_;  // its header has been read
  std::size_t body_size_ = 0;
};

}  // namespace lyceum::flv
