#include "app/doctor/report.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <boost/json.hpp>

namespace lyceum::app {
namespace {

namespace json = boost::json;

struct Named {
  std::string_view check, zh;
};
constexpr std::array<Named, 18> kChecks{{{"versions", "版本"},
                                         {"folder", "数据目录"},
                                         {"space", "磁盘空间"},
                                         {"seal", "私密内容"},
                                         {"database", "数据库"},
                                         {"clock", "时钟"},
                                         {"descriptors", "描述符"},
                                         {"io_uring", "io_uring"},
                                         {"processors", "处理器"},
                                         {"codecs", "编解码库"},
                                         {"slides", "课件"},
                                         {"presentations", "演示文稿"},
                                         {"worker", "画面进程"},
                                         {"server", "服务器"},
                                         {"http", "HTTP 端口"},
                                         {"rtmp", "RTMP 端口"},
                                         {"public_url", "公开地址"},
                                         {"proxy", "代理"}}};

std::string_view name_of(std::string_view check, bool chinese) {
  const auto found = std::ranges::find(kChecks, check, &Named::check);
  return chinese && found != kChecks.end() ? found->zh : check;
}

std::string_view word_for(Health health, bool chinese) {
  constexpr std::array<std::array<std::string_view, 2>, 3> words{
      {{"ok", "正常"}, {"warning", "注意"}, {"problem", "问题"}}};
  return words.at(static_cast<std::size_t>(health))[chinese ? 1 : 0];
}

// Columns on a terminal: what is not ASCII in our words takes two, in three bytes of UTF-8.
std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) ++columns;
    if (byte >= 0xC0) columns += 2;
  }
  return columns;
}

std::string padded(std::string_view text, std::size_t columns) {
  const std::size_t used = width(text);
  return std::string(text) + std::string(columns > used ? columns - used : 1, ' ');
}

json::object both(const Words& words) { return {{"en", words.en}, {"zh", words.zh}}; }

}  // namespace

std::string as_table(const std::vector<Finding>& findings, bool chinese) {
  std::string out;
  for (const Finding& one : findings) {
    out += padded(word_for(one.health, chinese), 9) + padded(name_of(one.check, chinese), 13) +
           one.found.in(chinese) + "\n";
    if (!one.advice.en.empty()) out += std::string(22, ' ') + "→ " + one.advice.in(chinese) + "\n";
  }
  return out;
}

std::string as_json(const std::vector<Finding>& findings) {
  json::array checks;
  for (const Finding& one : findings)
    checks.push_back(json::object{{"check", one.check},
                                  {"health", word_for(one.health, false)},
                                  {"found", both(one.found)},
                                  {"advice", both(one.advice)}});
  const bool ok =
      std::ranges::none_of(findings, [](const Finding& one) { return one.health == Health::problem; });
  return json::serialize(json::object{{"ok", ok}, {"checks", std::move(checks)}}) + "\n";
}

bool speaks_chinese() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("zh");
  }
  return false;
}

}  // namespace lyceum::app
