// The currencies in which something can be sold. ISO 4217: code and number of digits after the point.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lyceum {

// Stored by code, never by number.
enum class Currency : std::uint8_t {
  cny,
  usd,
  eur,
  gbp,
  hkd,
  twd,
  sgd,
  myr,
  aud,
  cad,
  nzd,
  chf,
  thb,
  jpy,
  krw,
  vnd
};

struct CurrencyLine {
  Currency currency;
  std::string_view code;
  int digits;  // one yuan is 10^2 minor units, a yen is 10^0
};

// In the order of Currency.
inline constexpr std::array<CurrencyLine, 16> currencies{{
    {Currency::cny, "CNY", 2},
    {Currency::usd, "USD", 2},
    {Currency::eur, "EUR", 2},
    {Currency::gbp, "GBP", 2},
    {Currency::hkd, "HKD", 2},
    {Currency::twd, "TWD", 2},
    {Currency::sgd, "SGD", 2},
    {Currency::myr, "MYR", 2},
    {Currency::aud, "AUD", 2},
    {Currency::cad, "CAD", 2},
    {Currency::nzd, "NZD", 2},
    {Currency::chf, "CHF", 2},
    {Currency::thb, "THB", 2},
    {Currency::jpy, "JPY", 0},
    {Currency::krw, "KRW", 0},
    {Currency::vnd, "VND", 0},
}};

constexpr const CurrencyLine& currency_line(Currency currency) {
  return currencies.at(static_cast<std::size_t>(currency));
}
constexpr std::string_view currency_code(Currency currency) { return currency_line(currency).code; }
constexpr int currency_digits(Currency currency) { return currency_line(currency).digits; }

// Upper case, as ISO writes it; anything else is unknown.
constexpr std::optional<Currency> parse_currency(std::string_view code) {
  for (const CurrencyLine& line : currencies)
    if (line.code == code) return line.currency;
  return std::nullopt;
}

}  // namespace lyceum
