#include "bench/measure/address.hpp"

#include <cstring>
#include <memory>

#include <netdb.h>

namespace lyceum::bench {

Result<Target> resolve(const std::string& url) {
  const auto scheme_end = url.find("://");
  const std::string scheme = url.substr(0, scheme_end);
  const std::string usual_port = scheme == "rtmp" ? "1935" : "80";
  if (scheme_end == std::string::npos || (scheme != "http" && scheme != "ws" && scheme != "rtmp"))
    return Failure(malformed("url", "the URL begins with http://, ws:// or rtmp://: " + url));
  const auto host_begin = scheme_end + 3;
  const auto path_begin = std::min(url.find('/', host_begin), url.size());
  Target target;
  target.host = url.substr(host_begin, path_begin - host_begin);
  target.path = path_begin == url.size() ? "/" : url.substr(path_begin);
  const auto colon = target.host.rfind(':');
  const std::string name = target.host.substr(0, colon);
  const std::string port = colon == std::string::npos ? usual_port : target.host.substr(colon + 1);
  addrinfo hints{};
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(name.c_str(), port.c_str(), &hints, &found) != 0)
    return Failure(malformed("url", "no address for " + target.host));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, ::freeaddrinfo);
  std::memcpy(&target.address, found->ai_addr, sizeof target.address);
  return target;
}

}  // namespace lyceum::bench
