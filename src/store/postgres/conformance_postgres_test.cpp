// The conformance suite of the Database port, on PostgreSQL.
#include "store/database/conformance.hpp"
#include "store/postgres/postgres_database.hpp"
#include "store/postgres/server_under_test.hpp"

namespace lyceum::store {

const Engine& engine_under_test() {
  static std::string url;
  static const Engine engine{"postgres", PostgresOptions().writers, [](bool fresh) {
                               if (fresh) url = server_under_test().fresh_url();
                               return std::move(*open_postgres({.url = url}));
                             }};
  return engine;
}

}  // namespace lyceum::store
