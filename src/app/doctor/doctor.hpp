// `lyceum doctor`: is everything as a server needs it? Looks, and changes nothing; a server may run.
#pragma once

#include "app/cli/cli.hpp"
#include "app/config/config.hpp"

#include <iosfwd>

namespace lyceum::app {

// Prints what it found. True: nothing is a problem (warnings may be there). Error: usage, when a check of
// that name is not known.
Result<bool> examine(const Config& config, const Examine& command, std::ostream& out);

}  // namespace lyceum::app
