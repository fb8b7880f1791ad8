// The load of a server's ingest: many encoders, what they cost it, and how late their stream is there.
#pragma once

#include "base/result/result.hpp"
#include "bench/measure/options.hpp"
#include "bench/measure/report.hpp"
#include "bench/source/where.hpp"

#include <string>
#include <vector>

namespace lyceum::bench {

struct RtmpLoad {
  LoadOptions common;  // url: rtmp://HOST/APP/KEY; a "{n}" in it becomes 1, 2, 3 … (or see `keys`)
  int viewers = 50;    // encoders
  std::string keys;    // file with stream keys, one a line: each replaces KEY
  std::string film;    // FLV file that all send, again and again; empty: made of numbers
  int kbps = 2600;     // of what is made of numbers
  std::string watch;   // http://…flv: where the first encoder's stream is played
  bool ceiling = true;
};

// Opens the encoders in steps (the memory slope), warms up, measures, and finds the ceiling: a process that
// only reads the same bytes from as many sockets. Delays count from the moment at which a tag was due: with
// `watch`, until its picture is played there; without, until the server acknowledges it.
Result<Report> run_rtmp(const RtmpLoad& load);

// The places for so many encoders. Errors: a bad URL, too few keys, several encoders and only one key.
Result<std::vector<Where>> places_for(const RtmpLoad& load);

}  // namespace lyceum::bench
