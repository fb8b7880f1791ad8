#include "media/transcode/supervisor/desk.hpp"

namespace lyceum::media {

void WorkerDesk::draw(worker::Draw order, Supervisor::Done done) {
  auto home = [&mailbox = Mailbox::current(),
               tell = std::move(done)](Result<Supervisor::Pictures> made) mutable {
    mailbox.post([answer = std::move(made), told = std::move(tell)]() mutable { told(std::move(answer)); });
  };
  reactor_.post([this, sent = std::move(order), answer = std::move(home)]() mutable {
    supervisor_.draw(std::move(sent), std::move(answer));
  });
}

}  // namespace lyceum::media
