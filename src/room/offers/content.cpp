#include "room/offers/content.hpp"

#include "room/word/text.hpp"

#include <algorithm>
#include <array>

#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

constexpr std::size_t title_max = 60, text_max = 100, link_bytes_max = 500;
constexpr std::array<std::string_view, 4> members = {"title", "text", "link", "picture"};

bool read_text(const boost::json::object& object, std::string_view name, std::string& out) {
  const auto text = text_field(object, name);
  out = text.value_or("");
  return text || !object.contains(name);
}

// Printable ASCII; other characters stand in a link as %-escapes, in a host as xn--.
bool is_link_character(char c) {
  return c > ' ' && c < 0x7F && c != '\\' && c != '"' && c != '<' && c != '>';
}

}  // namespace

void append_json(std::string& out, const OfferContent& content) {
  out += R"({"title":)";
  append_json(out, content.title);
  if (!content.text.empty()) {
    out += R"(,"text":)";
    append_json(out, content.text);
  }
  out += R"(,"link":)";
  append_json(out, content.link);
  if (content.picture != 0) {
    out += R"(,"picture":)";
    append_json(out, content.picture);
  }
  out += '}';
}

std::optional<OfferContent> read_offer(const boost::json::object& object) {
  for (const auto& member : object)
    if (std::ranges::find(members, std::string_view(member.key())) == members.end()) return std::nullopt;
  OfferContent content;
  const auto picture = count_field(object, "picture");
  content.picture = picture.value_or(0);
  const bool fits = object.contains("title") && object.contains("link") &&
                    read_text(object, "title", content.title) && read_text(object, "text", content.text) &&
                    read_text(object, "link", content.link) && (picture || !object.contains("picture"));
  return fits ? std::optional(std::move(content)) : std::nullopt;
}

bool is_web_link(std::string_view link) {
  if (link.size() > link_bytes_max || !std::ranges::all_of(link, is_link_character)) return false;
  if (link.starts_with('/')) return !link.starts_with("//");
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!link.starts_with(scheme)) continue;
    const std::string_view rest = link.substr(scheme.size());
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    return !host.empty() && host.front() != ':' && !host.contains('@');
  }
  return false;
}

std::expected<OfferContent, Refusal> checked(OfferContent typed) {
  auto title = clean_text(typed.title);
  auto text = clean_text(typed.text);
  auto link = clean_text(typed.link);
  if (!title || !text || !link) return refuse(No::malformed);
  const bool fits =
      !title->empty() && count_characters(*title) <= title_max && count_characters(*text) <= text_max;
  if (!fits || !is_web_link(*link)) return refuse(No::offer_invalid);
  return OfferContent{std::move(*title), std::move(*text), std::move(*link), typed.picture};
}

}  // namespace lyceum::room
