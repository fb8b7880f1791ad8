// Where pictures are ordered, from any reactor. Behind it: one worker for the whole server.
#pragma once

#include "media/transcode/supervisor/child_process.hpp"
#include "media/transcode/supervisor/supervisor.hpp"

namespace lyceum::media {

// Who draws; a fake one in tests.
class Drawer {
 public:
  virtual ~Drawer() = default;
  // As Supervisor::draw(), from a thread with a mailbox; `done` is called there, later.
  virtual void draw(worker::Draw order, Supervisor::Done done) = 0;
};

class WorkerDesk final : public Drawer {
 public:
  // The worker's supervisor lives on that reactor, which outlives it. Destroy it when the reactors have
  // stopped.
  WorkerDesk(net::Reactor& reactor, net::ChildCommand command)
      : reactor_(reactor), starter_(reactor, std::move(command)), supervisor_(reactor, starter_) {}

  void draw(worker::Draw order, Supervisor::Done done) override;

 private:
  net::Reactor& reactor_;
  ChildStarter starter_;
  Supervisor supervisor_;
};

}  // namespace lyceum::media
