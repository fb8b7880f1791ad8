#include "base/bytes/reader.hpp"
#include "base/bytes/writer.hpp"

#include <gtest/gtest.h>

namespace lyceum {
namespace {

TEST(Bytes, what_is_written_is_read_back) {
  ByteWriter out;
  out.u8(0xAB);
  out.u16(0x1234);
  out.u24(0x00FFFFFE);
  out.u32(0xDEADBEEF);
  out.u64(0x0102030405060708);
  out.u32le(1);
  out.f64(-2.5);
  out.append("end");
  ByteReader in(out.view());
  EXPECT_EQ(in.u8().value(), 0xAB);
  EXPECT_EQ(in.u16().value(), 0x1234);
  EXPECT_EQ(in.i24().value(), -2);
  EXPECT_EQ(in.u32().value(), 0xDEADBEEF);
  EXPECT_EQ(in.u64().value(), 0x0102030405060708U);
  EXPECT_EQ(in.u32le().value(), 1U);
  EXPECT_EQ(in.f64().value(), -2.5);
  EXPECT_EQ(as_text(in.rest()), "end");
  EXPECT_TRUE(in.at_end());
}

TEST(Bytes, a_read_past_the_end_fails_and_does_not_move) {
  const Bytes three{1, 2, 3};
  ByteReader in(three);
  EXPECT_FALSE(in.u32());
  EXPECT_FALSE(in.view(4));
  EXPECT_FALSE(in.skip(SIZE_MAX));
  EXPECT_EQ(in.position(), 0U);
  EXPECT_EQ(in.u24().value(), 0x010203U);
}

TEST(Bytes, a_slice_keeps_its_buffer_alive) {
  SharedBytes part;
  {
    const SharedBytes whole("hello world");
    part = whole.slice(6, 5);
  }
  EXPECT_EQ(as_text(part.view()), "world");
}

TEST(Bytes, a_size_can_be_patched_afterwards) {
  ByteWriter out;
  out.u32(0);
  out.append("x");
  out.patch_u32(0, 5);
  EXPECT_EQ(ByteReader(out.view()).u32().value(), 5U);
}

}  // namespace
}  // namespace lyceum
