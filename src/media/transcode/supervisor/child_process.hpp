// The real worker: `lyceum worker`, as a child of this process.
#pragma once

#include "media/transcode/supervisor/process.hpp"
#include "net/child/child.hpp"

namespace lyceum::media {

class ChildStarter final : public WorkerStarter {
 public:
  // Children live on that reactor, where start() is called.
  ChildStarter(net::Reactor& reactor, net::ChildCommand command)
      : reactor_(reactor), command_(std::move(command)) {}
  Result<std::unique_ptr<WorkerProcess>> start(WorkerEvents& events) override;

 private:
  net::Reactor& reactor_;
  const net::ChildCommand command_;
};

// A worker whose messages have at most `message_max` bytes. `events` outlives it; nothing is told inside this
// call.
Result<std::unique_ptr<WorkerProcess>> start_worker(net::Reactor& reactor, const net::ChildCommand& command,
                                                    std::size_t message_max, WorkerEvents& events);

// The program that runs now, whatever has been put in its place since.
net::ChildCommand own_worker();
// The same, to read a file (media/transcode/worker): an open descriptor, which stays the caller's.
net::ChildCommand own_file_worker(int file);

}  // namespace lyceum::media
