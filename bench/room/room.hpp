// The load of a room: many viewers, some who comment, and the time from one to the other.
#pragma once

#include "base/result/result.hpp"
#include "bench/measure/options.hpp"
#include "bench/measure/report.hpp"

namespace lyceum::bench {

struct RoomLoad {
  LoadOptions common;
  std::string protocol = "lyceum";
  std::string channel = "bench";  // where the protocol has them
  int sockets = 1000;
  double rate = 5;  // comments a second
  int size = 200;   // characters (ASCII, so bytes) of each comment's text
  std::string token;
  std::string tokens_file;
  int senders = 1;
  double likes = 0;      // taps a second
  double coming = 0;     // viewers a second who leave and come back
  double vote = 0;       // everybody answers a poll within so many seconds; 0: no poll
  double storm = 0;      // everybody is cut off and comes back within so many seconds; 0: nobody
  bool restart = false;  // … because somebody restarts the server, for which is waited
  double slow = 0;       // so many per cent of the sockets take 1,000 bytes a second
  bool ceiling = true;
};

// Opens the sockets in steps (the memory slope), warms up, measures, and finds the ceiling. Latency counts
// from the moment at which a comment was due to be sent, so that a stall is charged to the server.
Result<Report> run_room(RoomLoad load);

}  // namespace lyceum::bench
