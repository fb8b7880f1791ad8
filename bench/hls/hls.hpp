// The load of a low-latency HLS stream: many players, what they cost the server, and how late they get a
// picture.
#pragma once

#include "base/result/result.hpp"
#include "bench/measure/options.hpp"
#include "bench/measure/report.hpp"

namespace lyceum::bench {

struct HlsLoad {
  LoadOptions common;  // url: of the multivariant playlist
  int viewers = 500;
  std::string publish;  // rtmp://HOST/APP/KEY: feeds the stream itself, with stamped pictures
  int kbps = 2600;      // of that
  bool ceiling = true;
};

// As run_flv(). The ceiling writes as many answers of the average size to as many sockets. Delays need
// `publish`: from the moment at which a picture was due to be sent until its whole part is there.
Result<Report> run_hls(const HlsLoad& load);

}  // namespace lyceum::bench
