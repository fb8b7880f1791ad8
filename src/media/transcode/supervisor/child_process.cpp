#include "media/transcode/supervisor/child_process.hpp"

#include "wire/worker/message.hpp"
#include "wire/worker/splitter.hpp"

#include <cstring>

namespace lyceum::media {
namespace {

class ChildProcess final : public WorkerProcess, net::ChildHandler {
 public:
  ChildProcess(WorkerEvents& events, std::size_t message_max) : events_(events), splitter_(message_max) {}
  Result<void> start(net::Reactor& reactor, const net::ChildCommand& command) {
    LYCEUM_TRY(child_, net::Child::start(reactor, command, *this));
    return {};
  }

  void send(std::vector<SharedBytes> message) override { child_->send(std::move(message)); }
  std::chrono::microseconds cpu() const override { return child_->cpu(); }

 private:
  // Whoever is told may destroy this object; nothing of it is used afterwards.
  void on_bytes(ByteView bytes) override {
    const auto fed = splitter_.feed(bytes, [this](ByteView message) { return events_.on_message(message); });
    if (!fed) events_.on_gone({.how = WorkerEnd::babbled, .why = fed.error().detail, .cpu = child_->cpu()});
  }
  void on_end(const net::ChildEnd& end) override {
    if (end.signal != 0)
      return events_.on_gone({.how = WorkerEnd::crashed, .why = ::strsignal(end.signal), .cpu = end.cpu});
    events_.on_gone({.how = WorkerEnd::exited,
                     .code = end.code,
                     .why = "exit " + std::to_string(end.code),
                     .cpu = end.cpu});
  }

  WorkerEvents& events_;
  worker::Splitter splitter_;
  std::unique_ptr<net::Child> child_;
};

}  // namespace

Result<std::unique_ptr<WorkerProcess>> ChildStarter::start(WorkerEvents& events) {
  return start_worker(reactor_, command_, worker::from_worker_max, events);
}

Result<std::unique_ptr<WorkerProcess>> start_worker(net::Reactor& reactor, const net::ChildCommand& command,
                                                    std::size_t message_max, WorkerEvents& events) {
  auto process = std::make_unique<ChildProcess>(events, message_max);
  LYCEUM_CHECK(process->start(reactor, command));
  return process;
}

net::ChildCommand own_worker() { return {"/proc/self/exe", {"worker"}}; }
net::ChildCommand own_file_worker(int file) { return {"/proc/self/exe", {"worker", "--file"}, {file}}; }

}  // namespace lyceum::media
