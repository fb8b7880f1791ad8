#include "net/child/child.hpp"

#include <algorithm>
#include <csignal>
#include <functional>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace lyceum::net {
namespace {

using std::chrono::milliseconds;

class ChildTest : public testing::Test, public ChildHandler {
 protected:
  void on_bytes(ByteView bytes) override {
    heard += as_text(bytes);
    look();
  }
  void on_end(const ChildEnd& how) override {
    end = how;
    look();
  }
  void look() {
    if (enough()) reactor.stop();
  }
  void start(const std::string& script) {
    auto started = Child::start(reactor, {"/bin/sh", {"-c", script}}, *this);
    ASSERT_TRUE(started) << started.error().detail;
    child = std::move(*started);
  }
  // Runs the loop until then, ten seconds at most.
  void until(std::function<bool()> wanted) {
    enough = std::move(wanted);
    const auto limit = reactor.after(std::chrono::seconds(10), [this] { reactor.stop(); });
    if (!enough()) reactor.run();
    reactor.cancel(limit);
    ASSERT_TRUE(enough());
  }
  void until_end() {
    until([this] { return end.has_value(); });
  }

  Reactor reactor;
  std::unique_ptr<Child> child;
  std::string heard;
  std::optional<ChildEnd> end;
  std::function<bool()> enough = [] { return false; };
};

TEST_F(ChildTest, files_are_its_descriptors_from_3_on_and_stay_open_here) {
  const int one = ::memfd_create("one", MFD_CLOEXEC), two = ::memfd_create("two", MFD_CLOEXEC);
  ASSERT_EQ(::pwrite(one, "abcdef", 6, 0), 6);
  ASSERT_EQ(::pwrite(two, "ghi", 3, 0), 3);
  auto started =
      Child::start(reactor, {"/bin/sh", {"-c", "exec cat /dev/fd/4 - >&0 <&3"}, {one, two}}, *this);
  ASSERT_TRUE(started) << started.error().detail;
  child = std::move(*started);
  until_end();
  EXPECT_EQ(heard, "ghiabcdef");
  for (const int file : {one, two}) EXPECT_EQ(::close(file), 0);
}

TEST_F(ChildTest, what_it_has_started_is_killed_with_it) {
  start("exec 5<&0; sh -c 'echo . >&5; exec cat <&5' & exec cat");
  until([this] { return !heard.empty(); });
  child->kill();
  until_end();
  EXPECT_EQ(end->signal, SIGKILL) << "the socket is closed by both";
}

TEST_F(ChildTest, what_is_sent_arrives_and_the_answer_comes_back_however_long_it_is) {
  start("exec cat >&0");
  const SharedBytes much(Bytes(3'000'000, 'x'));
  child->send({SharedBytes("<"), much, SharedBytes(">")});
  EXPECT_GT(child->waiting(), 0U) << "the socket does not hold three megabytes";
  until([this] { return heard.ends_with('>'); });
  EXPECT_EQ(heard.size(), much.size() + 2);
  EXPECT_EQ(child->waiting(), 0U);
}

TEST_F(ChildTest, it_gets_nothing_of_ours) {
  ::setenv("LYCEUM_TEST_SECRET", "x", 1);
  const int ours = ::fcntl(0, F_DUPFD, 77);  // would outlive an exec
  start("cd /proc/$$/fd; echo * >&0; tr '\\0' '\\n' </proc/$$/environ >&0");
  until_end();
  ::close(ours);
  const std::string descriptors = heard.substr(0, heard.find('\n'));
  EXPECT_TRUE(descriptors.starts_with("0 1 ")) << heard;
  EXPECT_LE(std::ranges::count(descriptors, ' '), 3) << descriptors << ": 0, 1, 2, and one of the shell's";
  EXPECT_EQ(descriptors.find(std::to_string(ours)), heard.npos);
  EXPECT_EQ(heard.find("LYCEUM"), heard.npos) << heard;
}

TEST_F(ChildTest, a_ctrl_c_that_ends_us_does_not_reach_it) {
  start("exec cat");
  EXPECT_EQ(::getpgid(child->pid()), child->pid());
}

TEST_F(ChildTest, how_it_ended_is_told_with_the_time_it_used) {
  start("exit 3");
  until_end();
  EXPECT_EQ(end->signal, 0);
  EXPECT_EQ(end->code, 3);
  EXPECT_EQ(child->pid(), 0);
  end.reset();
  start("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; kill -SEGV $$");
  until_end();
  EXPECT_EQ(end->signal, SIGSEGV);
  EXPECT_GT(end->cpu, milliseconds(1));
}

TEST_F(ChildTest, one_that_closes_its_socket_and_stays_is_killed) {
  start("exec 0<&-; while :; do :; done");
  until_end();
  EXPECT_EQ(end->signal, SIGKILL);
}

TEST_F(ChildTest, the_kernel_tells_how_much_it_works) {
  start("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo . >&0; exec cat");
  until([this] { return !heard.empty(); });
  EXPECT_GT(child->cpu(), milliseconds(1));
}

TEST_F(ChildTest, destroying_it_kills_and_reaps_it) {
  start("exec cat");
  const pid_t pid = child->pid();
  child.reset();
  for (int i = 0; i < 100 && ::kill(pid, 0) == 0; ++i) {
    reactor.after(milliseconds(10), [this] { reactor.stop(); });
    reactor.run();
  }
  EXPECT_NE(::kill(pid, 0), 0);
}

TEST_F(ChildTest, a_program_that_is_not_there_is_an_error) {
  EXPECT_FALSE(Child::start(reactor, {"/nowhere/at/all", {}}, *this));
}

}  // namespace
}  // namespace lyceum::net
