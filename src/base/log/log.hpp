// Structured logs: an event name and fields, as text for people or as JSON lines for machines. Thread-safe.
//
// log_info("rtmp publish", {{"lesson", id.str()}, {"remote", address}});
// Secrets (stream keys, tokens, passwords) never become a field; tests grep for them.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace lyceum {

using LogField = std::pair<std::string_view, std::string>;
using LogFields = std::initializer_list<LogField>;

enum class LogFormat { text, json };
enum class LogLevel { debug, info, warning, error };

// "debug", "info", "warning", "error".
std::string_view log_level_name(LogLevel level);

// Once, before the first thread starts. Writes to standard error. Default: text, info.
void configure_log(LogFormat format, LogLevel level);

void log_debug(std::string_view event, LogFields fields = {});
void log_info(std::string_view event, LogFields fields = {});
void log_warning(std::string_view event, LogFields fields = {});
void log_error(std::string_view event, LogFields fields = {});

}  // namespace lyceum
