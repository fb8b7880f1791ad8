// The port's Transaction over one connection of an engine, and what all engines have in common: texts are
// checked, and after the first statement that fails nothing more runs. PostgreSQL would refuse it, so
// SQLite's refuses it too.
#pragma once

#include "store/database/database.hpp"
#include "store/database/refusal.hpp"

#include <exception>

namespace lyceum::store {

// EngineConnection has Result<Rows> run(std::string_view sql, std::span<const Value> values).
template <class EngineConnection>
class UnitTransaction final : public Transaction {
 public:
  explicit UnitTransaction(EngineConnection& connection) : connection_(connection) {}

  Result<Rows> run(std::string_view sql, std::span<const Value> values) override {
    if (failed_) return Failure(*failed_);
    auto rows = checked_run(sql, values);
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
  Result<Rows> checked_run(std::string_view sql, std::span<const Value> values) {
    LYCEUM_CHECK(check_texts(values));
    return connection_.run(sql, values);
  }

  EngineConnection& connection_;
  std::optional<Error> failed_;
};

}  // namespace lyceum::store
