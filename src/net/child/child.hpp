// A child process and the socket it speaks through.
//
// It starts with nothing of ours: no environment, no descriptor but its end of the socket (0), /dev/null (1,
// 2) and what files are given (3, 4 …), no blocked signal. It leads a process group of its own, so that a
// Ctrl-C in a terminal is for us alone, and it does not seem to have crashed. What it does with all that is
// its own; see media/transcode/worker.
#pragma once

#include "base/result/result.hpp"
#include "net/reactor/reactor.hpp"
#include "net/tcp/send_queue.hpp"

#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

namespace lyceum::net {

struct ChildCommand {
  std::string program;  // a path
  std::vector<std::string> arguments;
  std::vector<int> files = {};  // become its descriptors 3, 4 …; the caller's own stay open
};

struct ChildEnd {
  int signal = 0;                    // that ended it; 0: it ended by itself,
  int code = 0;                      // with this exit code
  std::chrono::microseconds cpu{0};  // user and system time, ever
};

// Called from the loop; may destroy the Child.
class ChildHandler {
 public:
  virtual void on_bytes(ByteView bytes) = 0;
  // It has ended; the last call.
  virtual void on_end(const ChildEnd& end) = 0;

 protected:
  ~ChildHandler() = default;
};

// Lives on one reactor; all calls there. Destroying it kills the process, if it still runs.
class Child final : Watcher {
 public:
  // A child that closes its socket has that long to end.
  static constexpr std::chrono::milliseconds end_within{500};

  static Result<std::unique_ptr<Child>> start(Reactor& reactor, const ChildCommand& command,
                                              ChildHandler& handler);
  ~Child() override;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Queued without a limit: bound what you send by what it answers, or by waiting().
  void send(std::vector<SharedBytes> pieces);
  // Bytes that it has not taken yet.
  std::size_t waiting() const { return queue_.bytes(); }
  // User and system time so far. Told by the kernel, not by the child.
  std::chrono::microseconds cpu() const;
  // With what it has started. on_end() follows.
  void kill() const;
  // 0 once it has ended.
  pid_t pid() const { return pid_; }

 private:
  Child(Reactor& reactor, ChildHandler& handler, Socket socket, pid_t pid);

  void on_ready(Readiness ready) override;
  void read();
  void write();
  void close();
  void reap();

  Reactor& reactor_;
  ChildHandler& handler_;
  Socket socket_;
  pid_t pid_;
  SendQueue queue_;
  bool watches_room_ = false;
  Timers::Handle reaping_ = 0;
  std::chrono::milliseconds closed_for_{0};
};

}  // namespace lyceum::net
