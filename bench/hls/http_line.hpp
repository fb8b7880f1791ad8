// One HTTP/1.1 connection of a player: a request, its answer, the next request. Non-blocking.
#pragma once

#include "base/bytes/bytes.hpp"
#include "bench/measure/address.hpp"

#include <span>
#include <string>

namespace lyceum::bench {

class HttpLine {
 public:
  HttpLine() = default;
  ~HttpLine();
  HttpLine(const HttpLine&) = delete;
  HttpLine& operator=(const HttpLine&) = delete;

  // False: no descriptor, no port. The first ask() may follow at once.
  bool connect(const Target& target);
  int descriptor() const { return descriptor_; }

  // `keeps`: the body is kept, else the kernel throws it away.
  void ask(std::string path, bool keeps);

  enum class Got { more, answer, failed };
  // The socket is readable or writable.
  Got on_ready(std::span<std::uint8_t> scratch);

  // Of the last answer.
  int status() const { return status_; }
  const std::string& body() const { return body_; }
  std::uint64_t bytes() const { return bytes_; }  // of all answers, heads too

 private:
  Got read_head();
  Got read_body(std::span<std::uint8_t> scratch);

  int descriptor_ = -1;
  std::string host_, request_, head_, body_;
  std::size_t body_left_ = 0;
  std::uint64_t bytes_ = 0;
  int status_ = 0;
  bool keeps_ = false;
  bool in_body_ = false;
};

}  // namespace lyceum::bench
