// One suite for every engine behind the Database port. An engine's test program links conformance_test.cpp
// and gives it a way to open an empty database and to open the same one again.
#pragma once

#include "store/database/database.hpp"

#include <functional>
#include <memory>

namespace lyceum::store {

struct Engine {
  std::string_view name;
  int writers = 1;  // units that it writes beside each other
  // `fresh`: whatever was there before is gone.
  std::function<std::unique_ptr<Database>(bool fresh)> open;
};

// Defined by the engine's test program.
const Engine& engine_under_test();

}  // namespace lyceum::store
