#include "net/http/target.hpp"

namespace lyceum::net {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Failure bad_target(std::string_view why) { return Failure(malformed("bad_target", std::string(why))); }

// "http://host/a" → "/a".
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t slash = target.find_first_of("/?", scheme.size());
    return slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  return target;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (text.size() - i < 3) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return std::nullopt;
    out += c;
  }
  return out;
}

Result<Target> parse_target(std::string_view target) {
  target = origin_form(target);
  if (!target.starts_with('/')) return bad_target("not a path");
  Target out;
  const std::size_t question = target.find('?');
  std::string_view path = target.substr(0, question);
  if (question != std::string_view::npos) out.query = target.substr(question + 1);
  while (path.size() > 1) {
    path.remove_prefix(1);
    const std::size_t slash = std::min(path.find('/'), path.size());
    auto segment = percent_decode(path.substr(0, slash));
    if (!segment) return bad_target("bad percent-encoding");
    if (*segment == "." || *segment == ".." || segment->find('/') != std::string::npos)
      return bad_target("bad path segment");
    out.path += '/';
    out.path += *segment;
    out.segments.push_back(std::move(*segment));
    path.remove_prefix(slash);
  }
  if (path == "/") {  // "/" itself, or a slash at the end: an empty last segment
    if (!out.segments.empty()) out.segments.emplace_back();
    out.path += '/';
  }
  return out;
}

}  // namespace lyceum::net
