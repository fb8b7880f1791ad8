#include "site/look/look.hpp"

#include <gtest/gtest.h>

namespace lyceum::site {
namespace {

constexpr double kReadable = 4.5;

TEST(Look, a_colour_is_six_digits_and_nothing_else) {
  EXPECT_EQ(parse_colour("#1F4f7a"), (Colour{0x1F, 0x4F, 0x7A}));
  EXPECT_EQ(parse_colour("#1f4f7a")->str(), "#1f4f7a");
  for (const char* text : {"", "#", "1f4f7a", "#1f4f7", "#1f4f7a0", "#1f4f7g", "#-1f4f7", "red", "#fff;}"})
    EXPECT_FALSE(parse_colour(text)) << text;
}

TEST(Look, contrast_is_that_of_the_guidelines) {
  EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 0.001);
  EXPECT_NEAR(contrast({0x77, 0x77, 0x77}, {255, 255, 255}), 4.48, 0.01);
  EXPECT_NEAR(contrast({9, 9, 9}, {9, 9, 9}), 1, 0.001);
}

// Every hue in full colour, and greys from black to white.
TEST(Look, whatever_is_chosen_can_be_read_by_day_and_by_night) {
  const Colour paper[] = {{0xF6, 0xF4, 0xEE}, {0xFF, 0xFE, 0xFB}, {0xFF, 0xFF, 0xFF}, {0xEE, 0xEB, 0xE2}};
  const Colour ink[] = {{0x10, 0x14, 0x1B}, {0x17, 0x1D, 0x27}, {0x1E, 0x26, 0x32}, {0x0B, 0x0F, 0x15}};
  for (int r = 0; r <= 255; r += 51)
    for (int g = 0; g <= 255; g += 51)
      for (int b = 0; b <= 255; b += 51) {
        const Colour chosen{std::uint8_t(r), std::uint8_t(g), std::uint8_t(b)};
        const Look look = look_of(chosen);
        for (const Colour ground : paper)
          EXPECT_GE(contrast(look.light.accent, ground), kReadable) << chosen.str();
        for (const Colour ground : ink)
          EXPECT_GE(contrast(look.dark.accent, ground), kReadable) << chosen.str();
        for (const Shades& shades : {look.light, look.dark}) {
          EXPECT_GE(contrast(shades.on_accent, shades.accent), kReadable) << chosen.str();
          EXPECT_GE(contrast(shades.on_accent, shades.strong), kReadable) << chosen.str();
          EXPECT_GE(contrast(shades.accent, shades.soft), kReadable) << chosen.str();
        }
        EXPECT_GE(contrast({0x1B, 0x22, 0x30}, look.light.soft), kReadable) << chosen.str();
        EXPECT_GE(contrast({0xED, 0xEA, 0xE3}, look.dark.soft), kReadable) << chosen.str();
      }
}

TEST(Look, a_colour_that_can_be_read_is_left_as_it_is) {
  const Colour blue{0x1F, 0x4F, 0x7A};
  EXPECT_EQ(look_of(blue).light.accent, blue);
  EXPECT_NE(look_of(blue).dark.accent, blue);
}

TEST(Look, the_rules_name_both_themes) {
  const std::string css = look_css(look_of({0x1F, 0x4F, 0x7A}));
  EXPECT_TRUE(css.starts_with(":root{--accent:#1f4f7a;"));
  EXPECT_NE(css.find(":root[data-theme='dark']{--accent:#"), css.npos);
}

}  // namespace
}  // namespace lyceum::site
