#include "store/backup/check.hpp"

#include "store/database/refusal.hpp"
#include "store/schema/newest_row.hpp"

#include <sqlite3.h>

namespace lyceum::store {
namespace {

Result<std::string> damage_of(Connection& connection, CheckDepth depth) {
  LYCEUM_TRY(
      const auto rows,
      connection.run(depth == CheckDepth::full ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)", {}));
  if (rows.empty()) return "no answer";
  const std::string& said = rows[0].text(0);
  return said == "ok" ? std::string() : said;
}

Result<std::optional<Utc>> newest_row(Connection& connection) {
  LYCEUM_TRY(const auto rows, connection.run(kNewestRow, {}));
  return rows[0].optional_utc(0);
}

}  // namespace

std::string sqlite_version() { return sqlite3_libversion(); }

Result<DatabaseReport> check_database(const std::string& path, CheckDepth depth) {
  LYCEUM_TRY(const auto connection, Connection::open(path, Connection::Kind::reader));
  DatabaseReport report;
  const auto version = connection->run("SELECT version FROM schema_version WHERE id = 1", {});
  if (!version || version->empty())
    return Failure(refuse(Refusal::failed, path + " is not a database of Lyceum" +
                                               (version ? std::string() : ": " + version.error().detail)));
  report.schema = static_cast<int>((*version)[0].integer(0));
  LYCEUM_TRY(report.damage, damage_of(*connection, depth));
  if (!report.damage.empty()) return report;
  if (auto newest = newest_row(*connection)) report.newest_row = *newest;
  return report;
}

}  // namespace lyceum::store
