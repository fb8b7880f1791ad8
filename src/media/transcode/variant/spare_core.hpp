// Whether the machine has a core for work that nobody waits for.
#pragma once

#include <atomic>
#include <cstddef>

namespace lyceum::media {

enum class VariantMode { off, automatic, on };

// Shared by all reactors.
class SpareCores {
 public:
  SpareCores(VariantMode mode, std::size_t cpus) : mode_(mode), cpus_(cpus) {}
  virtual ~SpareCores() = default;

  // Takes one, if there is one: `automatic`: at least two processors, at most half of them taken, and the
  // load of the last minute leaves one idle. `on`: always. Who has it gives it back.
  bool take();
  void give_back() { --taken_; }

 protected:
  // Of the last minute, in processors.
  virtual double load() const;

 private:
  const VariantMode mode_;
  const std::size_t cpus_;
  std::atomic<std::size_t> taken_ = 0;
};

}  // namespace lyceum::media
