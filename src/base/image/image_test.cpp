#include "base/image/image.hpp"

#include <gtest/gtest.h>

namespace lyceum {
namespace {

std::string type(std::string_view bytes) {
  return std::string(sniff_image(as_bytes(bytes)).value_or("none"));
}

TEST(Image, its_first_bytes_say_what_it_is) {
  EXPECT_EQ(type("\x89PNG\r\n\x1a\n rest"), "image/png");
  EXPECT_EQ(type("\xff\xd8\xff\xe0 rest"), "image/jpeg");
  EXPECT_EQ(type("RIFF....WEBPVP8 "), "image/webp");
}

TEST(Image, what_can_hold_scripts_or_is_cut_off_is_none) {
  for (const char* bytes : {"", "\x89PNG", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>",
                            "<?xml version='1.0'?><svg/>", "RIFF....WAVE"})
    EXPECT_EQ(type(bytes), "none") << bytes;
}

}  // namespace
}  // namespace lyceum
