#include "wire/flv/file.hpp"

#include <gtest/gtest.h>

namespace lyceum::flv {
namespace {

void append(Bytes& all, const Bytes& part) { all.insert(all.end(), part.begin(), part.end()); }

Bytes file_with(std::uint32_t time, const Bytes& body) {
  Bytes all = file_header(true, true);
  for (int i = 0; i < 2; ++i) {
    append(all, tag_header(TagType::video, body.size(), time));
    append(all, body);
    append(all, tag_trailer(body.size()));
  }
  return all;
}

TEST(FlvFile, header_bytes_are_as_specified) {
  EXPECT_EQ(file_header(true, true), (Bytes{'F', 'L', 'V', 1, 5, 0, 0, 0, 9, 0, 0, 0, 0}));
  EXPECT_EQ(tag_header(TagType::audio, 0x010203, 0x7F123456),
            (Bytes{8, 1, 2, 3, 0x12, 0x34, 0x56, 0x7F, 0, 0, 0}));  // the high byte of the time comes last
}

TEST(FlvFile, what_is_written_is_read_back_in_pieces_of_any_size) {
  const Bytes file = file_with(20'000'000, {1, 2, 3});
  for (std::size_t step = 1; step <= file.size(); ++step) {
    TagReader reader(100);
    int tags = 0;
    for (ByteView left(file); !left.empty();) {
      ByteView piece = left.first(std::min(step, left.size()));
      left = left.subspan(piece.size());
      while (const auto tag = reader.read(piece).value()) {
        ++tags;
        EXPECT_EQ(tag->type, TagType::video);
        EXPECT_EQ(tag->timestamp_ms, 20'000'000U);
        EXPECT_EQ(tag->body.size(), 3U);
      }
    }
    EXPECT_EQ(tags, 2);
  }
}

// Inputs that must be refused.

TEST(FlvFileRefused, foreign_files_and_huge_tags) {
  TagReader reader(100);
  ByteView text = as_bytes("GET / HTTP/1.1\r\n\r\n");
  EXPECT_FALSE(reader.read(text));
  const Bytes file = file_with(0, Bytes(101));
  ByteView view(file);
  EXPECT_FALSE(TagReader(100).read(view));
}

}  // namespace
}  // namespace lyceum::flv
