#include "app/doctor/doctor.hpp"

#include "app/doctor/checks.hpp"
#include "app/doctor/report.hpp"

#include <algorithm>
#include <ostream>

namespace lyceum::app {
namespace {

struct Check {
  std::string_view name;
  std::function<Finding()> run;
};

Finding check_database(const Config& config, std::optional<Utc>& newest_row) {
  const std::string& url = config.text("store.url");
  return url.empty() ? check_database_file(config.text("data.dir"), newest_row)
                     : check_database_server(url, newest_row);
}

// In the order in which they are printed; the clock is compared with what the database's check has seen.
std::vector<Check> all_checks(const Config& config, Utc now, std::optional<Utc>& newest_row) {
  const std::string& folder = config.text("data.dir");
  return {{"versions", check_versions},
          {"folder", [&folder] { return check_folder(folder); }},
          {"space", [&folder] { return check_space(folder); }},
          {"seal", [&config] { return check_seal_key(config); }},
          {"database", [&config, &newest_row] { return check_database(config, newest_row); }},
          {"clock", [&newest_row, now] { return check_clock(newest_row, now); }},
          {"descriptors", [&config] { return check_descriptors(config); }},
          {"io_uring", check_io_uring},
          {"processors", check_processors},
          {"codecs", check_codecs},
          {"slides", check_slides},
          {"presentations", [&config] { return check_presentations(config); }},
          {"worker", check_worker},
          {"server", [&config] { return check_server(config); }},
          {"http", [&config] { return check_http_port(config); }},
          {"rtmp", [&config] { return check_rtmp_port(config); }},
          {"public_url", [&config, now] { return check_public_url(config, now); }},
          {"proxy", [&config] { return check_proxy(config); }}};
}

}  // namespace

Result<bool> examine(const Config& config, const Examine& command, std::ostream& out) {
  std::optional<Utc> newest_row;
  std::vector<Finding> findings;
  for (const Check& check : all_checks(config, SystemClock().utc(), newest_row))
    if (command.only.empty() || command.only == check.name) findings.push_back(check.run());
  if (findings.empty())
    return Failure(Error{.status = 400,
                         .code = "usage",
                         .en = "The command line is wrong.",
                         .zh = "命令行有误。",
                         .detail = "there is no check \"" + command.only + "\""});
  out << (command.json ? as_json(findings) : as_table(findings, speaks_chinese()));
  const bool healthy =
      std::ranges::none_of(findings, [](const Finding& one) { return one.health == Health::problem; });
  return healthy;
}

}  // namespace lyceum::app
