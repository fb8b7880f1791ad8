// The web app as it was built into this binary (web/dist), file by file; empty when the binary was built
// without it.
#pragma once

#include "base/bytes/bytes.hpp"

#include <map>
#include <string_view>

namespace lyceum::api {

// Path from the root ("/index.html", "/assets/app-1a2b.js.br") → its bytes. Lives as long as the process.
const std::map<std::string_view, ByteView>& built_in_files();

}  // namespace lyceum::api
