#include "wire/strip/strip.hpp"

#include <gtest/gtest.h>

namespace lyceum::strip {
namespace {

const Utc noon = std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + std::chrono::hours(12);

Bytes strip_of(const std::vector<std::string>& pictures) {
  Bytes all;
  Utc taken = noon;
  for (const std::string& picture : pictures) {
    const Bytes head = write_head(taken, static_cast<std::uint32_t>(picture.size()));
    all.insert(all.end(), head.begin(), head.end());
    all.insert(all.end(), picture.begin(), picture.end());
    taken += std::chrono::seconds(10);
  }
  return all;
}

StripScan scanned(ByteView file) {
  StripScan scan(file.size());
  while (const auto range = scan.wanted())
    scan.give(file.subspan(static_cast<std::size_t>(range->offset), range->length));
  return scan;
}

TEST(Strip, is_read_as_it_was_written) {
  const Bytes file = strip_of({"first", "second one"});
  const StripScan scan = scanned(file);
  ASSERT_EQ(scan.found().size(), 2U);
  EXPECT_EQ(scan.found()[0].taken, noon);
  EXPECT_EQ(scan.found()[1].taken, noon + std::chrono::seconds(10));
  const Tile& second = scan.found()[1];
  EXPECT_EQ(as_text(ByteView(file).subspan(static_cast<std::size_t>(second.offset), second.bytes)),
            "second one");
  EXPECT_EQ(scan.whole_until(), file.size());
}

TEST(Strip, torn_anywhere_every_whole_tile_is_kept) {
  const Bytes file = strip_of({"first", "second one", "third"});
  for (std::size_t length = 0; length < file.size(); ++length) {
    const StripScan scan = scanned(ByteView(file).first(length));
    EXPECT_EQ(scan.found().size(), length < 21 ? 0U : length < 47 ? 1U : 2U) << length;
    EXPECT_LE(scan.whole_until(), length);
  }
}

TEST(Strip, what_is_no_tile_ends_it) {
  const auto tiles_with = [](std::size_t at, std::uint8_t byte) {
    Bytes file = strip_of({"first", "second"});
    file[at] = byte;
    return scanned(file).found().size();
  };
  EXPECT_EQ(tiles_with(0, 'T'), 0U);
  EXPECT_EQ(tiles_with(21, 0), 1U);      // a page that never reached the disk
  EXPECT_EQ(tiles_with(21 + 5, 1), 1U);  // 65,542 bytes
  EXPECT_EQ(tiles_with(7, 0), 0U);       // no bytes
  EXPECT_EQ(tiles_with(8, 0xFF), 0U);    // no time of this world
  EXPECT_TRUE(scanned({}).found().empty());
}

}  // namespace
}  // namespace lyceum::strip
