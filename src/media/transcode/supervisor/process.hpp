// A worker as its supervisor sees it: a process that is told something, answers, and may end at any moment.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace lyceum::media {

enum class WorkerEnd {
  crashed,  // a signal ended it; also: its own filter did, or somebody's kill -9
  exited,   // by itself
  babbled,  // what it said is no message
};

struct WorkerObituary {
  WorkerEnd how = WorkerEnd::exited;
  int code = 0;                      // of exited
  std::string why;                   // for the log
  std::chrono::microseconds cpu{0};  // it has used, ever
};

// Told on the supervisor's loop.
class WorkerEvents {
 public:
  // A whole message of wire/worker. False: the process has been destroyed meanwhile.
  virtual bool on_message(ByteView message) = 0;
  // The last call; the process may be destroyed in it.
  virtual void on_gone(const WorkerObituary& obituary) = 0;

 protected:
  ~WorkerEvents() = default;
};

// Destroying it kills it.
class WorkerProcess {
 public:
  virtual ~WorkerProcess() = default;
  virtual void send(std::vector<SharedBytes> message) = 0;
  // User and system time so far.
  virtual std::chrono::microseconds cpu() const = 0;
};

class WorkerStarter {
 public:
  virtual ~WorkerStarter() = default;
  // `events` outlives the process; nothing is told inside this call.
  virtual Result<std::unique_ptr<WorkerProcess>> start(WorkerEvents& events) = 0;
};

}  // namespace lyceum::media
