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

// The program that runs now, whatever has been put in its place since.
net::ChildCommand own_worker();

}  // namespace lyceum::media
