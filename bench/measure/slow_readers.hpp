// People on bad lines: each takes a thousand bytes a second, in a thread of its own beside the audience, and
// comes back when the server hangs up.
#pragma once

#include "bench/measure/address.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace lyceum::bench {

class SlowReaders {
 public:
  static constexpr std::size_t bytes_a_second = 1000;

  // `request`: all that each of them says. `receive_buffer`: bytes; a small one lets the server feel it soon.
  SlowReaders(Target target, std::string request, int receive_buffer, std::size_t count);
  ~SlowReaders();
  SlowReaders(const SlowReaders&) = delete;
  SlowReaders& operator=(const SlowReaders&) = delete;

  std::size_t open() const { return open_; }  // by their last look, a second ago at most
  std::size_t hung_up_on() const { return hung_up_on_; }
  // How long the server bore with the one that it bore with longest, in seconds; 0: it hung up on nobody.
  double borne_s() const { return borne_s_; }

 private:
  struct Reader {
    int socket = -1;
    std::int64_t since = 0;  // CLOCK_MONOTONIC, ns
  };
  void run(const std::stop_token& stop);
  void call(Reader& reader) const;
  // False: the server has hung up.
  static bool sip(int socket);

  const Target target_;
  const std::string request_;
  const int receive_buffer_;
  std::vector<Reader> readers_;  // the thread's
  std::atomic<std::size_t> open_ = 0, hung_up_on_ = 0;
  std::atomic<double> borne_s_ = 0;
  std::jthread thread_;
};

}  // namespace lyceum::bench
