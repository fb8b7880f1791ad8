// The conformance suite of the Database port, on SQLite.
#include "store/database/conformance.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <filesystem>

#include <unistd.h>

namespace lyceum::store {

const Engine& engine_under_test() {
  static const Engine engine{"sqlite", 1, [](bool fresh) {
                               const auto folder = std::filesystem::temp_directory_path() /
                                                   ("conformance." + std::to_string(getpid()));
                               if (fresh) std::filesystem::remove_all(folder);
                               std::filesystem::create_directories(folder);
                               return std::move(*open_sqlite({.path = folder / "lyceum.db"}));
                             }};
  return engine;
}

}  // namespace lyceum::store
