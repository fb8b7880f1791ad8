// lyceum verify-draw: whether a draw went as it was laid down, for whoever has its file. Needs no server, no
// data and no network.
#pragma once

#include "app/cli/cli.hpp"

#include <iosfwd>

namespace lyceum::app {

// Says step by step what holds and what does not, in both languages. False: something does not. Fails when
// the file or the receipt cannot be read.
Result<bool> verify_draw(const VerifyDraw& command, std::ostream& out);

}  // namespace lyceum::app
