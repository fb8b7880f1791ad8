// `lyceum backup` and `lyceum restore`, as typed at a terminal: progress and what was done go to `tell`
// (standard error), so that the backup itself may go to standard output. Refused when the database is on a
// PostgreSQL server, whose own tools do it.
#pragma once

#include "app/cli/cli.hpp"
#include "app/config/config.hpp"

#include <iosfwd>

namespace lyceum::app {

Result<void> back_up(const Config& config, const BackUp& command, std::ostream& tell);
Result<void> restore(const Config& config, const Restore& command, std::ostream& tell);

}  // namespace lyceum::app
