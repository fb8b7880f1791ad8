#include "base/log/log.hpp"

#include "base/log/keep.hpp"

#include <array>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace lyceum {
namespace {

LogFormat format = LogFormat::text;

spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = spdlog::stderr_color_mt("lyceum");
    made->set_pattern("%Y-%m-%d %H:%M:%S.%e %^%-7l%$ %v");
    return made;
  }();
  return *instance;
}

// JSON string escaping (RFC 8259 §7); control characters never reach a terminal either.
void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
}

std::string json_line(std::string_view event, LogFields fields) {
  std::string out = "\"event\":\"";
  append_escaped(out, event);
  out += '"';
  for (const auto& [name, value] : fields) {
    fmt::format_to(std::back_inserter(out), ",\"{}\":\"", name);
    append_escaped(out, value);
    out += '"';
  }
  return out;
}

std::string text_line(std::string_view event, LogFields fields) {
  std::string out(event);
  for (const auto& [name, value] : fields) {
    const bool quote = value.find(' ') != std::string::npos || value.empty();
    fmt::format_to(std::back_inserter(out), "  {}={}", name, quote ? "\"" : "");
    append_escaped(out, value);
    if (quote) out += '"';
  }
  return out;
}

constexpr std::array<spdlog::level::level_enum, 4> levels{spdlog::level::debug, spdlog::level::info,
                                                          spdlog::level::warn, spdlog::level::err};

void write(LogLevel level, std::string_view event, LogFields fields) {
  const auto its_level = levels.at(static_cast<std::size_t>(level));
  if (!logger().should_log(its_level)) return;
  std::string text = text_line(event, fields);
  logger().log(its_level, format == LogFormat::json ? json_line(event, fields) : text);
  keep_log_line(level, std::move(text));
}

}  // namespace

std::string_view log_level_name(LogLevel level) {
  constexpr std::array<std::string_view, 4> names{"debug", "info", "warning", "error"};
  return names.at(static_cast<std::size_t>(level));
}

void configure_log(LogFormat chosen, LogLevel level) {
  format = chosen;
  if (format == LogFormat::json)
    logger().set_pattern("{\"time\":\"%Y-%m-%dT%H:%M:%S.%e%z\",\"level\":\"%l\",%v}");
  logger().set_level(levels.at(static_cast<std::size_t>(level)));
  logger().flush_on(spdlog::level::info);
}

void log_debug(std::string_view event, LogFields fields) { write(LogLevel::debug, event, fields); }
void log_info(std::string_view event, LogFields fields) { write(LogLevel::info, event, fields); }
void log_warning(std::string_view event, LogFields fields) { write(LogLevel::warning, event, fields); }
void log_error(std::string_view event, LogFields fields) { write(LogLevel::error, event, fields); }

}  // namespace lyceum
