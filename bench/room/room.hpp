// The load of a room: many viewers, some who comment, and the time from one to the other.
#pragma once

#include "base/result/result.hpp"
#include "bench/measure/options.hpp"
#include "bench/measure/report.hpp"

namespace lyceum::bench {

struct RoomLoad {
  LoadOptions common;
  int sockets = 1000;
  double rate = 5;  // comments a second
  int size = 200;   // characters (ASCII, so bytes) of each comment's text
  std::string token;
  std::string tokens_file;
  int senders = 1;
  bool ceiling = true;
};

// Opens the sockets in steps (the memory slope), warms up, measures, and finds the ceiling. Latency counts
// from the moment at which a comment was due to be sent, so that a stall is charged to the server.
Result<Report> run_room(const RoomLoad& load);

}  // namespace lyceum::bench
