#include "net/notify/watchdog.hpp"
#include "net/tcp/socket.hpp"

#include <array>
#include <cstdlib>
#include <cstring>
#include <future>

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace lyceum::net {
namespace {

using namespace std::chrono_literals;

// The manager's end, under an abstract name, and the environment that it gives its service.
class Manager {
 public:
  explicit Manager(const std::string& micros = "", const std::string& pid = "")
      : name_("@lyceum-notify-test-" + std::to_string(::getpid())),
        socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    std::memcpy(at.sun_path + 1, name_.data() + 1, name_.size() - 1);
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name_.size());
    EXPECT_EQ(::bind(socket_.descriptor(), reinterpret_cast<const sockaddr*>(&at), size), 0);
    ::setenv("NOTIFY_SOCKET", name_.c_str(), 1);
    if (!micros.empty()) ::setenv("WATCHDOG_USEC", micros.c_str(), 1);
    if (!pid.empty()) ::setenv("WATCHDOG_PID", pid.c_str(), 1);
  }
  ~Manager() {
    for (const char* each : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) ::unsetenv(each);
  }

  // The next that is said, or nothing after `within`.
  std::string heard(std::chrono::milliseconds within = 5000ms) {
    pollfd wait{.fd = socket_.descriptor(), .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, static_cast<int>(within.count())) <= 0) return "";
    std::array<char, 100> text{};
    const auto size = ::recv(socket_.descriptor(), text.data(), text.size(), 0);
    return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(0, size))};
  }

 private:
  std::string name_;
  Socket socket_;
};

TEST(ServiceManager, is_told_of_the_start_and_the_end) {
  Manager manager;
  const ServiceManager told;
  told.ready();
  EXPECT_EQ(manager.heard(), "READY=1");
  told.stopping();
  EXPECT_EQ(manager.heard(), "STOPPING=1");
  EXPECT_FALSE(told.watches_every());
}

TEST(ServiceManager, where_nobody_asked_nothing_happens) {
  const ServiceManager nobody;
  nobody.ready();
  EXPECT_FALSE(nobody.watches_every());
}

TEST(ServiceManager, a_watchdog_of_another_process_is_not_ours) {
  const Manager manager("1000000", "1");
  EXPECT_FALSE(ServiceManager().watches_every());
}

TEST(ServiceManager, a_time_that_is_none_is_passed_over) {
  for (const auto* wrong : {"", "0", "-5", "soon", "10s", "99999999999999999999"}) {
    const Manager manager(wrong);
    EXPECT_FALSE(ServiceManager().watches_every()) << wrong;
  }
}

TEST(Watchdog, the_manager_hears_of_reactors_that_answer_again_and_again) {
  Manager manager("40000", std::to_string(::getpid()));
  const ServiceManager told;
  ReactorPool reactors(3);
  Watchdog watchdog(reactors, told);
  reactors.at(0).post([&] { watchdog.start(); });
  reactors.start();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(manager.heard(), "WATCHDOG=1");
  reactors.stop();
  reactors.join();
}

TEST(Watchdog, when_one_reactor_hangs_nothing_more_is_heard) {
  Manager manager("40000", std::to_string(::getpid()));
  const ServiceManager told;
  ReactorPool reactors(2);
  std::promise<void> go_on, hangs;
  Watchdog watchdog(reactors, told);
  reactors.start();
  reactors.at(1).post([&] {
    hangs.set_value();
    go_on.get_future().wait();
  });
  hangs.get_future().wait();
  reactors.at(0).post([&] { watchdog.start(); });
  EXPECT_EQ(manager.heard(200ms), "");
  go_on.set_value();
  EXPECT_EQ(manager.heard(), "WATCHDOG=1");
  reactors.stop();
  reactors.join();
}

}  // namespace
}  // namespace lyceum::net
