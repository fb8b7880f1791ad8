#include "bench/flv/tag_scanner.hpp"
#include "bench/measure/stamp.hpp"
#include "wire/flv/file.hpp"
#include "wire/flv/writer.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace lyceum::bench {
namespace {

Bytes stream() {
  const std::string text = std::string("\0\0\x01\0\x65", 5) + stamped_text(12345, 300);
  ByteWriter out;
  out.append(flv::file_header(true, true));
  flv::write_audio(out, 20'000'000,
                   {flv::PacketKind::frame, flv::AudioCodec::aac, 0, SharedBytes(Bytes(10))});
  flv::write_video(out, 20'000'033,
                   {flv::PacketKind::frame, flv::VideoCodec::avc, true, 0, 0, SharedBytes(text)});
  flv::write_video(out, 20'000'066,
                   {flv::PacketKind::frame, flv::VideoCodec::avc, false, 0, 0, SharedBytes(Bytes(3))});
  return out.take();
}

TEST(TagScanner, finds_tags_and_stamps_in_pieces_of_any_size) {
  const Bytes all = stream();
  for (std::size_t step = 1; step < all.size(); step += 7) {
    TagScanner scanner;
    std::vector<SeenTag> tags;
    for (ByteView left(all); !left.empty();) {
      const ByteView piece = left.first(std::min(step, left.size()));
      left = left.subspan(piece.size());
      EXPECT_TRUE(scanner.put(piece, [&](const SeenTag& tag) { tags.push_back(tag); }));
    }
    ASSERT_EQ(tags.size(), 3U);
    EXPECT_FALSE(tags[0].video);
    EXPECT_EQ(tags[0].timestamp_ms, 20'000'000U);
    EXPECT_EQ(tags[1].due_ns, 12345);
    EXPECT_EQ(tags[2].timestamp_ms, 20'000'066U);
    EXPECT_FALSE(tags[2].due_ns);
  }
}

TEST(TagScanner, what_is_no_flv_is_refused) {
  EXPECT_FALSE(TagScanner().put(as_bytes("<html>It is not here.</html>"), [](const SeenTag&) {}));
}

}  // namespace
}  // namespace lyceum::bench
