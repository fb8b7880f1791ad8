#include "site/look/look.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace lyceum::site {
namespace {

constexpr double kReadable = 4.5;
constexpr Colour kBlack{0, 0, 0}, kWhite{255, 255, 255};

// Of web/src/theme/theme.css: the ground that is hardest to read the accent on, the surface, and the ink.
struct Theme {
  Colour hardest, surface, ink;
  Colour away;  // where colours go to be read more easily
};
constexpr Theme kPaper{{0xEE, 0xEB, 0xE2}, {0xFF, 0xFE, 0xFB}, {0x1B, 0x22, 0x30}, kBlack};
constexpr Theme kInk{{0x1E, 0x26, 0x32}, {0x17, 0x1D, 0x27}, {0xED, 0xEA, 0xE3}, kWhite};

Colour mix(Colour from, Colour to, double share) {
  const auto channel = [share](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround(a + (b - a) * share));
  };
  return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b)};
}

double luminance(Colour colour) {
  const auto linear = [](std::uint8_t value) {
    const double channel = value / 255.0;
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

// The first colour on the way from one to another that fits.
template <class Fits>
Colour first_on_the_way(Colour from, Colour to, Fits fits) {
  constexpr int steps = 50;
  for (int step = 0; step < steps; ++step)
    if (const Colour colour = mix(from, to, double(step) / steps); fits(colour)) return colour;
  return to;
}

Shades shades(Colour chosen, const Theme& theme) {
  Shades made;
  made.accent =
      first_on_the_way(chosen, theme.away, [&](Colour c) { return contrast(c, theme.hardest) >= kReadable; });
  made.on_accent = contrast(made.accent, kWhite) >= kReadable ? kWhite : kBlack;
  made.strong = mix(made.accent, theme.away, 0.25);
  const auto readable = [&](Colour ground) {
    return contrast(theme.ink, ground) >= kReadable && contrast(made.accent, ground) >= kReadable;
  };
  made.soft = first_on_the_way(mix(theme.surface, chosen, 0.16), theme.surface, readable);
  return made;
}

std::string rules(const Shades& shades) {
  return "--accent:" + shades.accent.str() + ";--accent-strong:" + shades.strong.str() +
         ";--accent-soft:" + shades.soft.str() + ";--on-accent:" + shades.on_accent.str() +
         ";--glow:" + shades.accent.str() + "1a";
}

}  // namespace

std::string Colour::str() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "#";
  for (const std::uint8_t channel : {r, g, b}) {
    text += digits[channel >> 4];
    text += digits[channel & 15];
  }
  return text;
}

std::optional<Colour> parse_colour(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  std::array<std::uint8_t, 3> channels{};
  for (std::size_t i = 0; i < channels.size(); ++i) {
    const char* const begin = text.data() + 1 + 2 * i;
    const auto [end, error] = std::from_chars(begin, begin + 2, channels.at(i), 16);
    if (error != std::errc() || end != begin + 2) return std::nullopt;
  }
  return Colour{channels[0], channels[1], channels[2]};
}

double contrast(Colour one, Colour other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Look look_of(Colour chosen) { return {shades(chosen, kPaper), shades(chosen, kInk)}; }

std::string look_css(const Look& look) {
  return ":root{" + rules(look.light) + "}\n:root[data-theme='dark']{" + rules(look.dark) + "}\n";
}

}  // namespace lyceum::site
