// The port's Transaction over one connection. After the first statement that fails nothing more runs:
// PostgreSQL would refuse it, so here it is refused too.
#pragma once

#include "store/database/refusal.hpp"
#include "store/sqlite/connection.hpp"

#include <exception>

namespace lyceum::store {

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(Connection& connection) : connection_(connection) {}

  Result<Rows> run(std::string_view sql, std::span<const Value> values) override {
    if (failed_) return Failure(*failed_);
    auto rows = connection_.run(sql, values);
    if (!rows) failed_ = rows.error();
    return rows;
  }
  // The unit's outcome; a failed statement fails it even if the unit looked away. Units do not throw; one
  // that does fails alone.
  Result<void> run(Work& work) {
    try {
      auto outcome = work.run(*this);
      if (failed_) return Failure(*failed_);
      return outcome;
    } catch (const std::exception& thrown) {
      return Failure(refuse(Refusal::failed, std::string("a unit of work threw: ") + thrown.what()));
    }
  }

 private:
  Connection& connection_;
  std::optional<Error> failed_;
};

}  // namespace lyceum::store
