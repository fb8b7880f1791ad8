#include "site/settings/rules.hpp"

#include "base/image/image.hpp"
#include "base/text/text.hpp"
#include "site/look/look.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lyceum::site {
namespace {

using Text = std::string_view;
using Checked = Result<std::string>;

constexpr std::size_t kBytesMax = 48u << 10;  // more is not looked at

Checked one_line_of(Text text, std::size_t least, std::size_t most, Refusal otherwise) {
  auto line = text.size() > kBytesMax ? std::nullopt : composed_text(text);
  if (!line || !one_line(*line)) return Failure(refuse(otherwise));
  const std::size_t length = text_length(*line);
  if (length < least || length > most || (length > 0 && !visible(*line))) return Failure(refuse(otherwise));
  return std::move(*line);
}

Checked name(Text text) { return one_line_of(text, 1, 40, Refusal::site_name_invalid); }
Checked short_line(Text text) { return one_line_of(text, 0, 60, Refusal::line_too_long); }
Checked long_line(Text text) { return one_line_of(text, 0, 200, Refusal::line_too_long); }

Checked accent(Text text) {
  if (text.empty()) return std::string();
  const auto colour = parse_colour(text);
  if (!colour) return Failure(refuse(Refusal::colour_invalid));
  return colour->str();
}

Checked long_text(Text text) {
  std::string lines(text.substr(0, kBytesMax + 1));
  std::erase(lines, '\r');  // forms send CR LF
  auto whole = lines.size() > kBytesMax ? std::nullopt : composed_text(lines);
  if (!whole || text_length(*whole) > 10'000 || !many_lines(*whole))
    return Failure(refuse(Refusal::text_too_long));
  return std::move(*whole);
}

Checked truth(Text text) {
  if (text != "true" && text != "false") return Failure(refuse(Refusal::choice_invalid));
  return std::string(text);
}

// "1", "0.5".
Checked weight(Text text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  const bool whole = error == std::errc() && end == text.data() + text.size() && text.size() <= 6;
  if (!whole || !(value >= 0 && value <= 100)) return Failure(refuse(Refusal::weight_invalid));
  return std::string(text);
}

// Whole hours, up to thirty days; 0: no limits.
Checked hours(Text text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size() && text.size() <= 3;
  if (!whole || value < 0 || value > 720) return Failure(refuse(Refusal::hours_invalid));
  return std::to_string(value);
}

Checked teaching(Text text) {
  for (const Text choice : {"appointed", "application", "everybody"})
    if (text == choice) return std::string(text);
  return Failure(refuse(Refusal::choice_invalid));
}

constexpr std::array<Rule, 19> kRules{{
    {"name", name},
    {"accent", accent},
    {"home_line", long_line},
    {"footer", long_line},
    {"icp", short_line},
    {"police", short_line},
    {"terms", long_text},
    {"privacy", long_text},
    {"open_registration", truth},
    {"who_teaches", teaching},
    {"review_lessons", truth},
    {"new_account_hours", hours},
    {"new_account_review", truth},
    {"words_mask", long_text},
    {"words_review", long_text},
    {"words_block", long_text},
    {"weight_comments", weight},
    {"weight_questions", weight},
    {"weight_likes", weight},
}};

struct Line {
  int status;
  std::string_view code, en, zh;
};

// In the order of Refusal.
constexpr std::array<Line, 11> kLines{{
    {422, "no_such_setting", "There is no such setting.", "没有这个设置项。"},
    {422, "site_name_invalid", "A site's name has 1 to 40 characters.", "站点名称须为 1 至 40 个字符。"},
    {422, "colour_invalid", "A colour is written like #1f4f7a.", "颜色的写法如 #1f4f7a。"},
    {422, "line_too_long", "This line is too long.", "这一行太长了。"},
    {422, "text_too_long", "The text has at most 10,000 characters.", "文本最多 10000 个字符。"},
    {422, "choice_invalid", "This is not one of the choices.", "不是可选的值。"},
    {422, "weight_invalid", "A weight is a number from 0 to 100.", "权重须为 0 至 100 的数字。"},
    {422, "hours_invalid", "Whole hours, from 0 to 720.", "须为 0 至 720 的整数小时。"},
    {413, "logo_too_large", "A logo has at most 512 kB.", "徽标图片最大 512 kB。"},
    {415, "logo_type", "A logo is PNG, JPEG or WebP.", "徽标图片须为 PNG、JPEG 或 WebP 格式。"},
    {404, "logo_not_found", "This site has no logo of its own.", "本站没有自己的徽标。"},
}};
static_assert(kLines.size() == static_cast<std::size_t>(Refusal::logo_not_found) + 1);

}  // namespace

std::span<const Rule> rules() { return kRules; }

Result<std::string> checked_setting(std::string_view key, std::string_view text) {
  const auto* const rule = std::ranges::find(kRules, key, &Rule::key);
  if (rule == kRules.end()) return Failure(refuse(Refusal::no_such_setting));
  return rule->checked(text);
}

Result<std::string_view> checked_logo(ByteView bytes) {
  if (bytes.size() > kLogoMax) return Failure(refuse(Refusal::logo_too_large));
  const auto type = sniff_image(bytes);
  if (!type) return Failure(refuse(Refusal::logo_type));
  return *type;
}

Error refuse(Refusal why) {
  const Line& line = kLines.at(static_cast<std::size_t>(why));
  return {.status = line.status, .code = line.code, .en = line.en, .zh = line.zh, .detail = {}};
}

}  // namespace lyceum::site
