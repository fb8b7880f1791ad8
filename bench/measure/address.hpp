// Where a URL leads.
#pragma once

#include "base/result/result.hpp"

#include <string>

#include <netinet/in.h>

namespace lyceum::bench {

struct Target {
  sockaddr_in address{};  // IPv4
  std::string host;       // with the port, for the Host header
  std::string path;       // with the query, at least "/"
};

// http://, ws:// and rtmp:// URLs without user information. The name is resolved.
Result<Target> resolve(const std::string& url);

}  // namespace lyceum::bench
