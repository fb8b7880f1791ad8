// One lecturer's encoder made of numbers (numbers.hpp), over RTMP.
#pragma once

#include "bench/source/numbers.hpp"
#include "wire/rtmp/publisher.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <thread>

namespace lyceum::bench {

struct SourceLoad {
  std::string url;  // rtmp://HOST:PORT/APP/KEY
  NumbersLoad numbers{};
};

// Sends from a thread of its own until it is destroyed, so that a busy reader delays no picture.
class Source {
 public:
  // Returns when the server takes media.
  static Result<std::unique_ptr<Source>> start(const SourceLoad& load);
  ~Source();
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // Why it stopped before it should; empty while it sends.
  bool failed() const { return failed_; }

 private:
  class Line;
  Source(std::unique_ptr<Line> line, const SourceLoad& load);
  void run(const std::stop_token& stop, const SourceLoad& load);

  std::unique_ptr<Line> line_;
  std::atomic<bool> failed_ = false;
  std::jthread thread_;
};

}  // namespace lyceum::bench
