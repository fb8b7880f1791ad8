#include "store/address/address.hpp"

#include <algorithm>
#include <array>

namespace lyceum::store {
namespace {

constexpr std::string_view kHidden = "***";
constexpr std::array<std::string_view, 9> kHarmless{
    "application_name", "connect_timeout",      "dbname", "host", "options", "port", "sslmode",
    "sslrootcert",      "target_session_attrs",
};

Failure wrong(std::string detail) {
  return Failure(Error{.status = 400,
                       .code = "config",
                       .en = "The configuration is wrong.",
                       .zh = "配置有误。",
                       .detail = "store.url " + std::move(detail)});
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool well_encoded(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] <= ' ' || text[i] > '~') return false;
    if (text[i] == '%' && (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])))
      return false;
  }
  return true;
}

// Of "name=value": the value, unless the name is harmless.
std::string shown_parameter(std::string_view parameter) {
  const auto equals = parameter.find('=');
  const auto name = parameter.substr(0, equals);
  if (std::ranges::find(kHarmless, name) != kHarmless.end()) return std::string(parameter);
  return std::string(name) + "=" + std::string(kHidden);
}

std::string shown_parameters(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const auto end = query.find('&');
    out += (out.empty() ? "?" : "&") + shown_parameter(query.substr(0, end));
    query = end == query.npos ? std::string_view() : query.substr(end + 1);
  }
  return out;
}

// HOST:PORT,HOST:PORT…: what follows a colon, outside of [IPv6], is a number. It is a password when somebody
// forgot the host.
bool ports_are_numbers(std::string_view hosts) {
  bool in_brackets = false, in_port = false;
  for (const char c : hosts) {
    if (c == '[' || c == ']') in_brackets = c == '[';
    if (c == ',') in_port = false;
    if (in_port && (c < '0' || c > '9')) return false;
    if (c == ':' && !in_brackets) in_port = true;
  }
  return true;
}

// Where what follows the scheme begins. npos: there is no scheme.
std::size_t after_scheme(std::string_view url) {
  const auto scheme = url.find("://");
  return scheme == url.npos ? url.npos : scheme + 3;
}

}  // namespace

Result<void> check_store_url(std::string_view url) {
  if (url.empty()) return {};
  if (!url.starts_with("postgresql://") && !url.starts_with("postgres://"))
    return wrong("must be empty or postgresql://USER:PASSWORD@HOST:PORT/NAME");
  const std::string_view rest = url.substr(after_scheme(url));
  const auto end = rest.find_first_of("/?#");
  const auto authority = rest.substr(0, end);
  const bool loose_at =
      std::ranges::count(authority, '@') > 1 || (end != rest.npos && rest.find('@', end) != rest.npos);
  if (!ports_are_numbers(authority.substr(authority.find('@') + 1)))
    return wrong("has no number as its port; the form is postgresql://USER:PASSWORD@HOST:PORT/NAME");
  if (loose_at || rest.find('#') != rest.npos || !well_encoded(rest))
    return wrong(
        "holds a character that must be written as %XX (in a password: @ %40, / %2F, ? %3F, # %23, % %25)");
  return {};
}

// What stands before the last @ is taken for user and password, whatever else the address may mean.
std::string without_password(std::string_view url) {
  const auto begin = after_scheme(url);
  if (begin == url.npos) return url.empty() ? std::string() : std::string(kHidden);
  std::string out(url.substr(0, begin));
  std::string_view rest = url.substr(begin);
  if (const auto at = rest.rfind('@'); at != rest.npos) {
    const auto colon = rest.substr(0, at).find(':');
    const auto user = rest.substr(0, std::min(colon, at));
    out += user;
    if (colon != rest.npos) out += ":" + std::string(kHidden);
    rest = rest.substr(at);
  } else if (!ports_are_numbers(rest.substr(0, rest.find_first_of("/?")))) {
    return out + std::string(kHidden);
  }
  const auto query = rest.find('?');
  out += rest.substr(0, query);
  if (query != rest.npos) out += shown_parameters(rest.substr(query + 1));
  return out;
}

}  // namespace lyceum::store
