#include "store/schema/schema.hpp"

#include "store/database/refusal.hpp"
#include "store/schema/steps.hpp"

#include <array>
#include <string>

namespace lyceum::store {
namespace {

Result<int> version_of(Transaction& tx) {
  LYCEUM_CHECK(tx.query(
      "CREATE TABLE IF NOT EXISTS schema_version(id BIGINT NOT NULL PRIMARY KEY, version BIGINT NOT NULL)"));
  LYCEUM_CHECK(tx.query("INSERT INTO schema_version(id, version) VALUES (1, 0) ON CONFLICT(id) DO NOTHING"));
  LYCEUM_TRY(const auto rows, tx.query("SELECT version FROM schema_version WHERE id = 1"));
  return static_cast<int>(rows[0].integer(0));
}

Result<int> migrate_in(Transaction& tx, std::span<const Migration> steps) {
  LYCEUM_TRY(const int version, version_of(tx));
  const int newest = static_cast<int>(steps.size());
  if (version > newest) return Failure(newer_than_known(version, newest));
  if (version == newest) return newest;
  // First, since it makes another process that begins at the same time wait until this one has ended.
  LYCEUM_CHECK(tx.query("UPDATE schema_version SET version = $1 WHERE id = 1", newest));
  for (const Migration step : steps.subspan(static_cast<std::size_t>(version)))
    for (const std::string_view statement : step) LYCEUM_CHECK(tx.query(statement));
  return newest;
}

}  // namespace

Error newer_than_known(int version, int newest) {
  return refuse(Refusal::newer, "the data has version " + std::to_string(version) +
                                    ", this Lyceum knows up to " + std::to_string(newest) +
                                    ": start the newer one, or restore a backup");
}

std::span<const Migration> migrations() {
  static const std::array<Migration, 11> steps{first_step(), second_step(), third_step(),   fourth_step(),
                                               fifth_step(), sixth_step(),  seventh_step(), eighth_step(),
                                               ninth_step(), tenth_step(),  eleventh_step()};
  return steps;
}

// A step over many rows takes its time.
Task<Result<int>> migrate(Database& database, std::span<const Migration> steps) {
  return database.write([steps](Transaction& tx) { return migrate_in(tx, steps); }, std::chrono::minutes(10));
}

}  // namespace lyceum::store
