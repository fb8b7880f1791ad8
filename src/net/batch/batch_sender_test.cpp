#include "net/batch/batch_sender.hpp"

#include <array>
#include <cerrno>
#include <vector>

#include <gtest/gtest.h>
#include <sys/socket.h>

namespace lyceum::net {
namespace {

struct Pair {
  Socket ours, theirs;
  Pair() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()), 0);
    ours = Socket(ends[0]);
    theirs = Socket(ends[1]);
  }
};

// One conformance suite for both engines.
class BatchSenderTest : public testing::TestWithParam<SendEngine> {
 protected:
  void SetUp() override {
    if (sender->engine() != GetParam()) GTEST_SKIP() << "io_uring is not allowed here";
  }
  std::unique_ptr<BatchSender> sender = make_batch_sender(GetParam());
};

TEST_P(BatchSenderTest, everyone_gets_the_same_bytes) {
  std::vector<Pair> pairs(100);
  std::vector<int> descriptors, results(pairs.size());
  for (const Pair& pair : pairs) descriptors.push_back(pair.ours.descriptor());
  sender->send(descriptors, as_bytes("hello"), results);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    EXPECT_EQ(outcome(results[i]).bytes, 5U);
    std::array<std::uint8_t, 16> got{};
    EXPECT_EQ(pairs[i].theirs.read(got).bytes, 5U);
  }
}

TEST_P(BatchSenderTest, full_and_broken_sockets_are_told_apart) {
  Pair full, broken;
  const Bytes much(1 << 20);
  while (full.ours.write(much).state == Moved::State::open) continue;
  broken.theirs.close();
  const std::array descriptors{full.ours.descriptor(), broken.ours.descriptor()};
  std::array<int, 2> results{};
  sender->send(descriptors, as_bytes("hello"), results);
  EXPECT_EQ(outcome(results[0]).state, Moved::State::would_block);
  EXPECT_EQ(outcome(results[1]).state, Moved::State::failed);
  EXPECT_EQ(outcome(results[1]).error, EPIPE);
}

INSTANTIATE_TEST_SUITE_P(Engines, BatchSenderTest, testing::Values(SendEngine::plain, SendEngine::io_uring),
                         [](const auto& engine) {
                           return engine.param == SendEngine::plain ? "plain" : "io_uring";
                         });

}  // namespace
}  // namespace lyceum::net
