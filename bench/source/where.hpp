// rtmp://HOST:PORT/APP/KEY: where it leads, and what to say there.
#pragma once

#include "bench/measure/address.hpp"
#include "wire/rtmp/publisher.hpp"

namespace lyceum::bench {

struct Where {
  sockaddr_in address{};
  rtmp::PublishTarget target;
};

// `key`: replaces the one of the URL, unless it is empty.
inline Result<Where> where_to_publish(const std::string& url, const std::string& key = {}) {
  LYCEUM_TRY(const Target found, resolve(url));
  const auto slash = found.path.rfind('/');
  if (slash == 0) return Failure(malformed("url", "rtmp://HOST/APP/KEY: " + url));
  Where where{.address = found.address, .target = {}};
  where.target.app = found.path.substr(1, slash - 1);
  where.target.stream = key.empty() ? found.path.substr(slash + 1) : key;
  where.target.tc_url = "rtmp://" + found.host + "/" + where.target.app;
  where.target.encoder = "lyceum-bench";
  return where;
}

}  // namespace lyceum::bench
