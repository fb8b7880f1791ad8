// Put in front of the C library (LD_PRELOAD) it shifts the time of day by as many seconds as stand in the
// file that LYCEUM_TEST_CLOCK names: eight bytes, read at each call. What only moves forward
// (CLOCK_MONOTONIC) stays true.
#include <cstdint>
#include <cstdlib>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

namespace {

std::int64_t shift() {
  static const volatile std::int64_t* const seconds = [] {
    const int file = ::open(::getenv("LYCEUM_TEST_CLOCK"), O_RDONLY | O_CLOEXEC);
    void* there = ::mmap(nullptr, sizeof(std::int64_t), PROT_READ, MAP_SHARED, file, 0);
    if (there == MAP_FAILED) ::abort();
    ::close(file);
    return static_cast<const volatile std::int64_t*>(there);
  }();
  return *seconds;
}

bool tells_the_day(clockid_t clock) { return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE; }

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* out) noexcept {
  const auto failed = static_cast<int>(::syscall(SYS_clock_gettime, clock, out));
  if (failed == 0 && tells_the_day(clock)) out->tv_sec += shift();
  return failed;
}

int gettimeofday(timeval* out, void*) noexcept {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  *out = {.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
  return 0;
}

time_t time(time_t* out) noexcept {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  if (out != nullptr) *out = now.tv_sec;
  return now.tv_sec;
}
}
