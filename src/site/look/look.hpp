// The accent colour of a site, made readable: from one colour its shades for both themes, each with the
// contrast that text needs (WCAG 2.2 §1.4.3: 4.5) on the grounds of web/src/theme/theme.css.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum::site {

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0;
  bool operator==(const Colour&) const = default;
  std::string str() const;  // "#1f4f7a"
};

// "#1f4f7a", nothing else.
std::optional<Colour> parse_colour(std::string_view text);
// From 1 to 21 (WCAG 2.2, relative luminance of sRGB).
double contrast(Colour one, Colour other);

struct Shades {
  Colour accent;     // text and buttons; at least 4.5 on every ground of the theme
  Colour strong;     // the same, pointed at
  Colour soft;       // a ground on which ink and accent can be read
  Colour on_accent;  // text on accent and strong
};

struct Look {
  Shades light, dark;
};

// The chosen colour itself where it can be read, else the nearest darker (lighter) one that can.
Look look_of(Colour chosen);

// The rules that put the look over the theme's own accent.
std::string look_css(const Look& look);

}  // namespace lyceum::site
