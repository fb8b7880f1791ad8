#include "media/transcode/worker/sandbox.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::media {
namespace {

constexpr int still_here = 42, came_not_in = 43;

// How a process ends that shuts itself in and then does this.
template <class Room>
int status_after(const std::function<void()>& what, const Room& room) {
  const pid_t child = ::fork();
  if (child == 0) {
    give_way();
    if (!shut_in(room)) ::_exit(came_not_in);
    what();
    ::_exit(still_here);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

bool is_killed_by_the_filter(const std::function<void()>& what, Reach reach = Reach::pipe) {
  const int status = status_after(what, reach);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

template <class Room = Reach>
bool goes_on_after(const std::function<void()>& what, const Room& room = Reach::pipe) {
  const int status = status_after(what, room);
  return WIFEXITED(status) && WEXITSTATUS(status) == still_here;
}

TEST(Sandbox, memory_time_and_descriptor_0_are_left) {
  int ends[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  const int saved = ::dup(0);
  ::dup2(ends[1], 0);
  EXPECT_TRUE(goes_on_after([] {
    std::vector<char> memory(100'000'000, 'x');
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    if (memory[99'999'999] == 'x' && ::write(0, "hello", 5) != 5) ::_exit(1);
  }));
  char heard[5];
  EXPECT_EQ(::recv(ends[0], heard, sizeof heard, MSG_DONTWAIT), 5);
  ::dup2(saved, 0);
  for (const int descriptor : {saved, ends[0], ends[1]}) ::close(descriptor);
}

TEST(Sandbox, files_sockets_and_programs_are_out_of_reach) {
  EXPECT_TRUE(is_killed_by_the_filter([] { ::open("/etc/passwd", O_RDONLY); }));
  EXPECT_TRUE(is_killed_by_the_filter([] { ::unlink("/nowhere"); }));
  EXPECT_TRUE(is_killed_by_the_filter([] { ::socket(AF_INET, SOCK_STREAM, 0); }));
  EXPECT_TRUE(is_killed_by_the_filter([] { ::execl("/bin/true", "true", nullptr); }));
  EXPECT_TRUE(is_killed_by_the_filter([] { ::fork(); }));
  EXPECT_TRUE(is_killed_by_the_filter([] { ::kill(::getppid(), 0); }));
  EXPECT_TRUE(is_killed_by_the_filter([] { ::prctl(PR_SET_DUMPABLE, 1); }));
}

TEST(Sandbox, other_descriptors_are_of_no_use) {
  EXPECT_TRUE(is_killed_by_the_filter([] {
    char byte;
    [[maybe_unused]] const ssize_t got = ::read(3, &byte, 1);
  }));
  EXPECT_TRUE(is_killed_by_the_filter([] { [[maybe_unused]] const ssize_t put = ::write(1, "x", 1); }));
}

// What a test puts at descriptor 3; what was there comes back afterwards.
class Descriptor3 {
 public:
  explicit Descriptor3(const std::string& content) {
    const int file = ::memfd_create("file", MFD_CLOEXEC);
    [[maybe_unused]] const ssize_t put = ::write(file, content.data(), content.size());
    ::dup2(file, 3);
    if (file != 3) ::close(file);
  }
  ~Descriptor3() {
    if (saved_ < 0)
      ::close(3);
    else
      ::dup2(saved_, 3), ::close(saved_);
  }
  Descriptor3(const Descriptor3&) = delete;
  Descriptor3& operator=(const Descriptor3&) = delete;

 private:
  int saved_ = ::dup(3);
};

TEST(Sandbox, who_reads_a_file_reads_that_one_and_no_other) {
  const Descriptor3 file("abcdef");
  EXPECT_TRUE(goes_on_after(
      [] {
        char byte = 0;
        if (::pread(3, &byte, 1, 4) != 1 || byte != 'e') ::_exit(1);
        if (::open("/etc/passwd", O_RDONLY) != -1 || errno != EACCES) ::_exit(2);
      },
      Reach::pipe_and_file));
  EXPECT_TRUE(is_killed_by_the_filter([] { [[maybe_unused]] const ssize_t put = ::pwrite(3, "x", 1, 0); },
                                      Reach::pipe_and_file));
  EXPECT_TRUE(is_killed_by_the_filter(
      [] {
        char byte;
        [[maybe_unused]] const ssize_t got = ::pread(4, &byte, 1, 0);
      },
      Reach::pipe_and_file));
  EXPECT_TRUE(is_killed_by_the_filter([] { ::socket(AF_INET, SOCK_STREAM, 0); }, Reach::pipe_and_file));
  EXPECT_TRUE(is_killed_by_the_filter([] { ::unlink("/nowhere"); }, Reach::pipe_and_file));
}

TEST(Sandbox, memory_never_becomes_code) {
  constexpr std::size_t size = 4096;
  EXPECT_TRUE(is_killed_by_the_filter([] {
    static_cast<void>(::mmap(nullptr, size, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  }));
  EXPECT_TRUE(is_killed_by_the_filter([] {
    void* const page = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ::mprotect(page, size, PROT_READ | PROT_EXEC);
  }));
}

TEST(Sandbox, root_becomes_nobody_and_gives_way) {
  if (::geteuid() != 0) GTEST_SKIP() << "not root";
  int results[2];
  ASSERT_EQ(::pipe2(results, O_CLOEXEC), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    give_way();
    ::dup2(results[1], 0);  // the one descriptor that may be written to
    const int nice = ::getpriority(PRIO_PROCESS, 0);
    if (!shut_in()) ::_exit(came_not_in);
    const std::array<int, 1> told{nice};
    [[maybe_unused]] const ssize_t put = ::write(0, told.data(), sizeof told);
    for (;;) ::sched_yield();
  }
  std::array<int, 1> told{};
  ASSERT_EQ(::read(results[0], told.data(), sizeof told), static_cast<ssize_t>(sizeof told));
  EXPECT_GE(told[0], 10);
  std::ifstream status("/proc/" + std::to_string(child) + "/status");
  const std::string text(std::istreambuf_iterator<char>(status), {});
  EXPECT_NE(text.find("Uid:\t65534\t65534\t65534\t65534"), text.npos) << text;
  EXPECT_NE(text.find("Gid:\t65534\t65534\t65534\t65534"), text.npos);
  EXPECT_NE(text.find("CapEff:\t0000000000000000"), text.npos);
  EXPECT_NE(text.find("NoNewPrivs:\t1"), text.npos);
  EXPECT_NE(text.find("Seccomp:\t2"), text.npos);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  for (const int descriptor : results) ::close(descriptor);
}

// What is refused to a program of the system does not end it.
TEST(Sandbox, a_program_reads_the_system_s_files_and_none_of_ours) {
  const std::string ours = testing::TempDir() + "sandbox_test." + std::to_string(::getpid());
  std::ofstream(ours) << "secret";
  EXPECT_TRUE(goes_on_after(
      [&] {
        if (::open("/usr/bin/env", O_RDONLY) < 0) ::_exit(1);
        if (::open(ours.c_str(), O_RDONLY) >= 0) ::_exit(2);
        if (::open("/etc/passwd", O_RDONLY) >= 0) ::_exit(3);
      },
      Reach::program));
  ::unlink(ours.c_str());
}

TEST(Sandbox, a_program_writes_no_file_opens_no_socket_and_starts_nothing) {
  const std::string ours = testing::TempDir() + "sandbox_test." + std::to_string(::getpid());
  EXPECT_TRUE(goes_on_after(
      [&] {
        if (::open(ours.c_str(), O_WRONLY | O_CREAT, 0600) >= 0) ::_exit(1);
        if (::open("/usr/bin/env", O_RDWR) >= 0) ::_exit(2);
        if (::socket(AF_INET, SOCK_STREAM, 0) >= 0) ::_exit(3);
        if (::fork() >= 0) ::_exit(4);
        if (::kill(::getppid(), 0) == 0) ::_exit(5);
        if (::unlink(ours.c_str()) == 0 || errno != EACCES) ::_exit(6);
      },
      Reach::program));
}

// A folder of nobody's, for what is shut in there.
class WorkplaceTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!folders_can_be_shut()) GTEST_SKIP() << "no Landlock";
    for (const std::string& folder : {place.folder, beside}) {
      ASSERT_EQ(::mkdir(folder.c_str(), 0777), 0);
      ASSERT_EQ(::chmod(folder.c_str(), 0777), 0);  // by the rights of users, both could be written to
    }
    std::ofstream(beside + "/secret") << "secret";
  }
  ~WorkplaceTest() override {
    for (const std::string& folder : {place.folder, beside}) std::filesystem::remove_all(folder);
  }
  const std::string beside = testing::TempDir() + "beside." + std::to_string(::getpid());
  const Workplace place{.folder = testing::TempDir() + "workplace." + std::to_string(::getpid()),
                        .file_bytes = 1000,
                        .cpu_seconds = 5};
};

TEST_F(WorkplaceTest, files_in_its_folder_are_made_moved_and_deleted) {
  EXPECT_TRUE(goes_on_after(
      [&] {
        if (::chdir(place.folder.c_str()) == 0) ::_exit(1);  // not needed, not there
        const std::string one = place.folder + "/one", two = place.folder + "/two";
        const int file = ::open(one.c_str(), O_RDWR | O_CREAT, 0600);
        if (file < 0 || ::write(file, "x", 1) != 1 || ::ftruncate(file, 0) != 0) ::_exit(2);
        if (::rename(one.c_str(), two.c_str()) != 0 || ::unlink(two.c_str()) != 0) ::_exit(3);
        if (::open("/usr/bin/env", O_RDONLY) < 0) ::_exit(4);
      },
      place));
}

TEST_F(WorkplaceTest, no_other_file_is_read_or_changed) {
  EXPECT_TRUE(goes_on_after(
      [&] {
        const std::string secret = beside + "/secret", mine = place.folder + "/mine";
        if (::open(secret.c_str(), O_RDONLY) >= 0) ::_exit(1);
        if (::open(secret.c_str(), O_WRONLY) >= 0) ::_exit(2);
        if (::open((beside + "/new").c_str(), O_WRONLY | O_CREAT, 0600) >= 0) ::_exit(3);
        if (::truncate(secret.c_str(), 0) == 0 || ::unlink(secret.c_str()) == 0) ::_exit(4);
        if (::chmod(secret.c_str(), 0777) == 0 || ::rename(secret.c_str(), mine.c_str()) == 0) ::_exit(5);
        if (::link(secret.c_str(), mine.c_str()) == 0 || ::symlink("/etc", mine.c_str()) == 0) ::_exit(6);
        if (::mkfifo(mine.c_str(), 0600) == 0) ::_exit(7);
        for (const char* path : {"/etc/passwd", "/proc/self/environ", "/proc/1/cmdline"})
          if (::open(path, O_RDONLY) >= 0) ::_exit(8);
      },
      place));
}

TEST_F(WorkplaceTest, it_has_threads_but_no_process_and_reaches_nobody) {
  EXPECT_TRUE(goes_on_after(
      [] {
        int seen = 0;
        std::thread([&] { seen = 1; }).join();
        if (seen != 1) ::_exit(1);
        if (::fork() >= 0 || ::vfork() >= 0) ::_exit(2);
        for (const int family : {AF_INET, AF_INET6, AF_NETLINK})
          if (::socket(family, SOCK_STREAM, 0) >= 0 || ::socket(family, SOCK_DGRAM, 0) >= 0) ::_exit(3);
        const sockaddr_un nowhere{.sun_family = AF_UNIX, .sun_path = "/run/somebody"};
        const int local = ::socket(AF_UNIX, SOCK_STREAM, 0);
        const auto* const to = reinterpret_cast<const sockaddr*>(&nowhere);
        if (::connect(local, to, sizeof nowhere) == 0 || errno != EACCES) ::_exit(6);
        if (::bind(local, to, sizeof nowhere) == 0 || ::socket(AF_UNIX, SOCK_DGRAM, 0) >= 0) ::_exit(7);
        if (::kill(::getppid(), 0) == 0) ::_exit(4);
        if (::setpriority(PRIO_PROCESS, 0, 0) == 0) ::_exit(5);
      },
      place));
}

TEST_F(WorkplaceTest, its_files_and_its_time_have_an_end) {
  const int large = status_after(
      [&] {
        const int file = ::open((place.folder + "/large").c_str(), O_WRONLY | O_CREAT, 0600);
        const std::string much(1001, 'x');
        while (::write(file, much.data(), much.size()) > 0) continue;
      },
      place);
  EXPECT_TRUE(WIFSIGNALED(large) && WTERMSIG(large) == SIGXFSZ);
  Workplace hasty = place;
  hasty.cpu_seconds = 1;
  const int slow = status_after(
      [] {
        for (;;) ::getpid();
      },
      hasty);
  EXPECT_TRUE(WIFSIGNALED(slow)) << "SIGXCPU, or SIGKILL where both limits are one";
}

}  // namespace
}  // namespace lyceum::media
