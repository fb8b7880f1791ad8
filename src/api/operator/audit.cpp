// The log: what people did (the audit log), and what the server says (its newest lines).
#include "api/json/decode.hpp"
#include "api/json/time.hpp"
#include "api/operator/services.hpp"
#include "api/view/view.hpp"
#include "base/log/ring.hpp"
#include "site/audit/csv.hpp"

#include <charconv>

namespace lyceum::api {
namespace {

namespace json = boost::json;
using people::Account;
using Services = OperatorServices;

constexpr int kExportMax = 50'000;  // rows of one export
constexpr int kExportPage = 1'000;
constexpr std::size_t kLinesMax = 500;  // of the server's log in one answer

Result<std::optional<Utc>> time_param(const net::Request& request, std::string_view name) {
  const auto text = request.query(name);
  if (!text || text->empty()) return std::nullopt;
  const auto time = parse_time(*text);
  if (!time) return Failure(bad_field(name, "a time such as 2026-11-22T14:00:00Z"));
  return time;
}

Result<site::AuditQuery> read_query(const net::Request& request) {
  site::AuditQuery query;
  LYCEUM_TRY(query.limit, limit_param(request));
  query.after = request.query("after").value_or("");
  query.kind = request.query("kind").value_or("");
  if (query.kind.size() > 40) return Failure(bad_field("kind", "the beginning of an action's name"));
  LYCEUM_TRY(query.from, time_param(request, "from"));
  LYCEUM_TRY(query.until, time_param(request, "until"));
  if (const auto text = request.query("person"); text && !text->empty()) {
    const auto person = AccountId::parse(*text);
    if (!person) return Failure(bad_field("person", "an account's number"));
    query.person = *person;
  }
  return query;
}

json::object entry_view(const site::AuditEntry& entry) {
  json::value by = nullptr;
  if (entry.by) by = {{"id", entry.by.str()}, {"name", entry.by_name}};
  return {{"at", format_time(entry.at)}, {"by", std::move(by)},      {"address", entry.address},
          {"action", entry.action},      {"subject", entry.subject}, {"subject_name", entry.subject_name},
          {"detail", entry.detail}};
}

Reply list(Services s, net::Request& request, Account) {
  LYCEUM_CO_TRY(auto query, read_query(request));
  LYCEUM_CO_TRY(const auto page, co_await s.audit.list(std::move(query)));
  json::array items;
  for (const auto& entry : page.items) items.push_back(entry_view(entry));
  co_return page_response(std::move(items), page.next);
}

Reply export_csv(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(auto query, read_query(request));
  query.limit = kExportPage;
  query.after.clear();
  std::string table = site::audit_csv_head();
  int rows = 0;
  do {
    auto asked = query;
    LYCEUM_CO_TRY(const auto page, co_await s.audit.list(std::move(asked)));
    table += site::audit_csv(page.items, format_time);
    rows += static_cast<int>(page.items.size());
    query.after = page.next;
  } while (!query.after.empty() && rows < kExportMax);
  co_await note(s.lessons, me.id, request.remote, "site.export", {}, std::to_string(rows));
  auto response = net::text_response(200, "text/csv; charset=utf-8", table);
  response.headers.add("Content-Disposition", "attachment; filename=\"lyceum-audit.csv\"");
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

std::optional<LogLevel> level_of(std::string_view name) {
  for (const LogLevel level : {LogLevel::debug, LogLevel::info, LogLevel::warning, LogLevel::error})
    if (log_level_name(level) == name) return level;
  return std::nullopt;
}

Result<std::uint64_t> line_param(const net::Request& request) {
  const auto text = request.query("after");
  std::uint64_t line = 0;
  if (!text || text->empty()) return line;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), line);
  if (error != std::errc() || end != text->data() + text->size() || line >= std::uint64_t{1} << 53)
    return Failure(bad_field("after", "the number of a line"));
  return line;
}

Reply server_log(Services, net::Request& request, Account) {
  LYCEUM_CO_TRY(const auto after, line_param(request));
  const auto level = level_of(request.query("level").value_or("info"));
  if (!level) co_return Failure(bad_field("level", "debug, info, warning or error"));
  const auto lines = newest_log_lines(after, *level, kLinesMax);
  json::array items;
  for (const LogLine& line : lines.lines)
    items.push_back(json::object{{"n", line.n},
                                 {"at", format_time(line.at)},
                                 {"level", log_level_name(line.level)},
                                 {"text", line.text}});
  auto response = view_response(200, json::object{{"items", std::move(items)}, {"newest", lines.newest}});
  response.headers.add("Cache-Control", "no-store");
  co_return response;
}

}  // namespace

void add_operator_log_routes(net::Router& router, Door& door, Services s) {
  const auto operators = [&](auto call) {
    return door.operators([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/operator/audit", operators(list));
  router.add("GET", "/api/v1/operator/audit.csv", operators(export_csv));
  router.add("GET", "/api/v1/operator/log", operators(server_log));
}

}  // namespace lyceum::api
