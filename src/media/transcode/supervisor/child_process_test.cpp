// The real worker in a real process. This program is its own worker: see main().
#include "media/transcode/supervisor/child_process.hpp"

#include "media/codec/test_picture.hpp"
#include "media/transcode/supervisor/supervisor.hpp"
#include "media/transcode/worker/worker.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

namespace lyceum::media {
namespace {

using std::chrono::seconds;

const Ffmpeg& ffmpeg() {
  static const auto loaded = Ffmpeg::load();
  if (!loaded) std::abort();
  return *loaded;
}

bool lives(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  const std::string stat(std::istreambuf_iterator<char>(file), {});
  const auto name_end = stat.rfind(") ");
  return name_end != stat.npos && stat[name_end + 2] != 'Z';
}

// The children of this process that live, by the kernel's list.
std::vector<pid_t> children() {
  std::vector<pid_t> found;
  const std::string me = std::to_string(::getpid());
  std::ifstream list("/proc/" + me + "/task/" + me + "/children");
  for (pid_t pid = 0; list >> pid;)
    if (lives(pid)) found.push_back(pid);
  return found;
}

struct Rig {
  net::Reactor reactor;
  ChildStarter starter{reactor, own_worker()};
  Supervisor supervisor;

  explicit Rig(SupervisorLimits limits = {}) : supervisor(reactor, starter, limits) {}

  Result<Supervisor::Pictures> draw(worker::Draw order) {
    Result<Supervisor::Pictures> outcome = Failure(internal_error("no answer"));
    bool answered = false;
    order.wishes = {{480, 480, 60'000}, {160, 90, 10'000}};
    supervisor.draw(std::move(order), [&](Result<Supervisor::Pictures> pictures) {
      outcome = std::move(pictures);
      answered = true;
      reactor.stop();
    });
    const auto limit = reactor.after(seconds(30), [this] { reactor.stop(); });
    if (!answered) reactor.run();
    reactor.cancel(limit);
    return outcome;
  }
  void wait(std::chrono::milliseconds time) {
    reactor.after(time, [this] { reactor.stop(); });
    reactor.run();
  }
};

TEST(Worker, decodes_each_codec_behind_its_filter) {
  Rig rig;
  for (const auto codec : {worker::Codec::h264, worker::Codec::h265, worker::Codec::av1}) {
    const auto pictures = rig.draw(test_order(ffmpeg(), codec, 1280, 720));
    ASSERT_TRUE(pictures) << static_cast<int>(codec) << ' ' << pictures.error().code;
    EXPECT_EQ(pictures->at(0).width, 480);
    EXPECT_EQ(pictures->at(0).height, 270);
    EXPECT_EQ(pictures->at(1).width, 160);
    const auto [left, right] = sides_of(ffmpeg(), pictures->at(0));
    EXPECT_GT(left.v, 240) << "red";
    EXPECT_GT(right.u, 240) << "blue";
  }
  EXPECT_EQ(children().size(), 1U);
}

TEST(Worker, takes_a_large_picture_within_its_memory) {
  Rig rig;
  for (const auto codec : {worker::Codec::h264, worker::Codec::h265})
    EXPECT_TRUE(rig.draw(test_order(ffmpeg(), codec, 3840, 2160))) << static_cast<int>(codec);
}

TEST(Worker, refuses_what_it_cannot_decode_and_goes_on) {
  Rig rig;
  worker::Draw broken = test_order(ffmpeg(), worker::Codec::h264, 320, 180);
  broken.key_frame = SharedBytes("this is no picture");
  const auto refused = rig.draw(broken);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "bad_picture");
  const auto before = children();
  EXPECT_TRUE(rig.draw(test_order(ffmpeg(), worker::Codec::h264, 320, 180)));
  EXPECT_EQ(children(), before);
}

TEST(Worker, is_replaced_after_kill_9) {
  Rig rig;
  ASSERT_TRUE(rig.draw(test_order(ffmpeg(), worker::Codec::h264, 320, 180)));
  const auto before = children();
  ASSERT_EQ(before.size(), 1U);
  ::kill(before[0], SIGKILL);
  rig.wait(std::chrono::milliseconds(1200));
  EXPECT_TRUE(rig.draw(test_order(ffmpeg(), worker::Codec::h264, 320, 180)));
  ASSERT_EQ(children().size(), 1U);
  EXPECT_NE(children()[0], before[0]);
}

TEST(Worker, that_stands_still_is_replaced) {
  Rig rig({.drawn_within = seconds(1)});
  ASSERT_TRUE(rig.draw(test_order(ffmpeg(), worker::Codec::h264, 320, 180)));
  const auto before = children();
  ASSERT_EQ(before.size(), 1U);
  ::kill(before[0], SIGSTOP);
  const auto late = rig.draw(test_order(ffmpeg(), worker::Codec::h264, 320, 180));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "worker_gone");
  rig.wait(std::chrono::milliseconds(1200));
  EXPECT_TRUE(rig.draw(test_order(ffmpeg(), worker::Codec::h264, 320, 180)));
}

TEST(Worker, has_no_rights_and_no_files) {
  Rig rig;
  ASSERT_TRUE(rig.draw(test_order(ffmpeg(), worker::Codec::h264, 320, 180)));
  const auto found = children();
  ASSERT_EQ(found.size(), 1U);
  const std::string here = "/proc/" + std::to_string(found[0]);
  std::ifstream status(here + "/status");
  const std::string text(std::istreambuf_iterator<char>(status), {});
  EXPECT_NE(text.find("Seccomp:\t2"), text.npos) << text;
  EXPECT_NE(text.find("NoNewPrivs:\t1"), text.npos);
  EXPECT_NE(text.find("CapEff:\t0000000000000000"), text.npos);
  EXPECT_NE(text.find("Threads:\t1\n"), text.npos);
  if (::geteuid() != 0) return;  // who is not root cannot look further into it
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(here + "/fd"), {}), 3) << "0, 1, 2";
  std::ifstream environment(here + "/environ");
  EXPECT_EQ(environment.get(), std::char_traits<char>::eof());
}

}  // namespace
}  // namespace lyceum::media

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "worker")
    std::_Exit(static_cast<int>(lyceum::media::run_worker()));
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
