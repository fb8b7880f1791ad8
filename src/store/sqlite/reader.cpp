#include "store/sqlite/reader.hpp"

#include "store/database/unit_transaction.hpp"

namespace lyceum::store {
namespace {

Result<void> read_in(Connection& connection, Work& work) {
  LYCEUM_CHECK(connection.run("BEGIN", {}));
  connection.set_deadline(work.deadline);
  UnitTransaction transaction(connection);
  auto outcome = transaction.run(work);
  connection.set_deadline(std::nullopt);
  if (connection.in_transaction()) LYCEUM_CHECK(connection.run("ROLLBACK", {}));
  return outcome;
}

}  // namespace

WorkPool::Worker sqlite_reader(std::unique_ptr<Connection> connection) {
  return [own = std::move(connection)](Work& work) { return read_in(*own, work); };
}

}  // namespace lyceum::store
