// The process that decodes pictures, started once to see whether this machine lets it work.
#include "app/doctor/checks.hpp"
#include "media/transcode/supervisor/child_process.hpp"
#include "wire/worker/message.hpp"

namespace lyceum::app {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 20s;  // the libraries may come from a cold disk

// Runs a reactor until the worker has said something or is gone.
class Trial final : media::WorkerEvents {
 public:
  // Empty: it said hello, which it does once it has shut itself in.
  std::string run() {
    reactor_.post([this] { start(); });
    reactor_.run();
    process_.reset();
    return problem_;
  }

 private:
  void start() {
    auto started = starter_.start(*this);
    if (!started) return end(started.error().detail);
    process_ = std::move(*started);
    reactor_.after(kPatience, [this] { end("it does not answer"); });
  }
  bool on_message(ByteView message) override {
    const auto said = worker::read_from_worker(message);
    end(said && std::holds_alternative<worker::Hello>(*said) ? "" : "it does not say hello");
    return true;
  }
  void on_gone(const media::WorkerObituary& obituary) override { end(obituary.why); }
  void end(std::string problem) {
    problem_ = std::move(problem);
    reactor_.stop();
  }

  net::Reactor reactor_;
  media::ChildStarter starter_{reactor_, media::own_worker()};
  std::unique_ptr<media::WorkerProcess> process_;
  std::string problem_ = "it did not start";
};

}  // namespace

Finding check_worker() {
  const std::string problem = Trial().run();
  if (problem.empty())
    return fine("worker", {"The process that decodes pictures starts, and shuts itself in.",
                           "解码画面的进程可以启动，并已自行隔离。"});
  return warning(
      "worker",
      {"The process that decodes pictures cannot work here (" + problem + "): no pictures of classes.",
       "解码画面的进程在此处无法工作（" + problem + "）：没有课堂画面。"},
      {"See codecs above; a container or service must allow the calls seccomp, setrlimit and setpriority.",
       "请看上面的编解码库；容器或服务须允许 seccomp、setrlimit 和 setpriority 调用。"});
}

}  // namespace lyceum::app
