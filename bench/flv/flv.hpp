// The load of an HTTP-FLV stream: many players, what they cost the server, and how late they see a picture.
#pragma once

#include "base/result/result.hpp"
#include "bench/measure/options.hpp"
#include "bench/measure/report.hpp"

namespace lyceum::bench {

struct FlvLoad {
  LoadOptions common;
  int viewers = 500;
  std::string publish;  // rtmp://HOST/APP/KEY: feeds the stream itself, with stamped pictures
  int kbps = 2600;      // of that
  int slow = 0;         // players beside them that take a thousand bytes a second
  bool ceiling = true;
};

// Opens the players in steps (the memory slope), warms up, measures, and finds the ceiling: the same bytes,
// ten times a second, to as many sockets, written by a server that does nothing else. With `publish`, delays
// count from the moment at which a picture was due to be sent; without, from the earliest arrival of each
// tag.
Result<Report> run_flv(const FlvLoad& load);

}  // namespace lyceum::bench
