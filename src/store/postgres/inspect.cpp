#include "store/postgres/inspect.hpp"

#include "store/database/refusal.hpp"
#include "store/postgres/connection.hpp"
#include "store/schema/newest_row.hpp"

#include <libpq-fe.h>

namespace lyceum::store {
namespace {

Result<void> look_at_tables(PgConnection& connection, PostgresReport& report) {
  LYCEUM_TRY(const auto there, connection.run("SELECT to_regclass('schema_version') IS NOT NULL", {}));
  if (!there[0].flag(0)) return {};
  const auto version = connection.run("SELECT version FROM schema_version WHERE id = 1", {});
  if (!version || version->empty()) return Failure(refuse(Refusal::failed, "it is not a database of Lyceum"));
  report.schema = static_cast<int>((*version)[0].integer(0));
  if (report.schema == 0) return {};
  LYCEUM_TRY(const auto newest, connection.run(kNewestRow, {}));
  report.newest_row = newest[0].optional_utc(0);
  return {};
}

}  // namespace

Result<PostgresReport> inspect_postgres(const std::string& url) {
  LYCEUM_TRY(const auto connection, PgConnection::open(url));
  PostgresReport report;
  report.server = connection->server_version();
  const Mono before = std::chrono::steady_clock::now();
  LYCEUM_CHECK(connection->run("SELECT 1", {}));
  report.answer = std::chrono::ceil<milliseconds>(std::chrono::steady_clock::now() - before);
  LYCEUM_TRY(
      const auto facts,
      connection->run("SELECT pg_database_size(current_database()), "
                      "current_setting('fsync') = 'off' OR current_setting('full_page_writes') = 'off'",
                      {}));
  report.bytes = facts[0].integer(0);
  report.loses_on_power_cut = facts[0].flag(1);
  LYCEUM_CHECK(look_at_tables(*connection, report));
  return report;
}

std::string libpq_version() {
  const int version = PQlibVersion();
  return std::to_string(version / 10'000) + "." + std::to_string(version % 10'000);
}

}  // namespace lyceum::store
