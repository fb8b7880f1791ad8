// Argon2id (RFC 9106) on a thread of its own: 27 to 50 ms a hash, never on an event loop.
#pragma once

#include "base/flow/task.hpp"
#include "base/result/result.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace lyceum::people {

struct HashCost {
  unsigned long long passes = 2;
  std::size_t memory_bytes = 19u << 20;  // OWASP's first choice: m = 19 MiB, t = 2, p = 1
  std::size_t queue_max = 100;           // waiting calls; beyond: refused with busy
};

// All calls from any thread that has a mailbox. Refusal: busy, with retry_after.
class PasswordHasher {
 public:
  explicit PasswordHasher(HashCost cost = {});
  ~PasswordHasher();
  PasswordHasher(const PasswordHasher&) = delete;
  PasswordHasher& operator=(const PasswordHasher&) = delete;

  // The PHC string ("$argon2id$v=19$…") to store.
  Task<Result<std::string>> hash(std::string password);
  // Takes as long when `stored` is empty or not a hash (then the answer is no), so that time tells nothing.
  Task<Result<bool>> verify(std::string password, std::string stored);
  // No new work; returns when the accepted is done. Blocks.
  void close();
  // Calls that wait now, and how many may.
  std::size_t waiting() const;
  std::size_t queue_max() const { return cost_.queue_max; }

 private:
  using Call = std::move_only_function<void(bool accepted)>;

  template <class T>
  Task<Result<T>> on_thread(std::move_only_function<T()> compute);
  void enqueue(Call call);
  void run();
  std::string compute(const std::string& password) const;
  bool matches(const std::string& password, const std::string& stored) const;

  const HashCost cost_;
  std::string decoy_;  // what is compared when there is nothing to compare; made and used on the thread
  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable wake_;
  std::deque<Call> queue_;
  bool closed_ = false;
  std::thread thread_;
};

}  // namespace lyceum::people
