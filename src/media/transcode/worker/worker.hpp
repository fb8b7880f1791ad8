// `lyceum worker`: the process in which pictures are decoded. The server starts it; it is of no use to
// people.
//
// Loads FFmpeg, shuts itself in (sandbox.hpp), says hello on descriptor 0, and from then on does one order
// after the other (wire/worker) until the other end closes. A bug in a codec ends, or takes over, this
// process and nothing else.
#pragma once

#include "wire/worker/message.hpp"

namespace lyceum::media {

// Until the end of its life; the process ends with what it returns.
worker::Exit run_worker();

}  // namespace lyceum::media
