// kill -9 in the middle of writing: what was acknowledged is there afterwards.
#include "base/flow/manual_loop.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <filesystem>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

// In the child: four writers; each number that was acknowledged goes down the pipe. Never returns.
[[noreturn]] void write_until_killed(const std::string& path, int acknowledged, std::int64_t from) {
  auto database = std::move(*open_sqlite({.path = path}));
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer)
    writers.emplace_back([&, writer] {
      ManualLoop loop;
      for (std::int64_t i = from + writer; i < from + 100'000; i += 4) {
        auto unit = [i](Transaction& tx) { return tx.query("INSERT INTO t(id) VALUES ($1)", i); };
        if (!loop.run_task(database->write(unit))) continue;
        if (::write(acknowledged, &i, sizeof i) != sizeof i) _exit(1);
      }
    });
  for (auto& writer : writers) writer.join();
  _exit(0);
}

std::set<std::int64_t> stored(const std::string& path) {
  ManualLoop loop;
  auto database = std::move(*open_sqlite({.path = path}));
  const auto check =
      loop.run_task(database->read([](Transaction& tx) { return tx.query("PRAGMA integrity_check"); }));
  EXPECT_EQ(check.value()[0].text(0), "ok");
  const auto rows =
      loop.run_task(database->read([](Transaction& tx) { return tx.query("SELECT id FROM t"); }));
  std::set<std::int64_t> ids;
  for (const Row row : rows.value()) ids.insert(row.integer(0));
  return ids;
}

TEST(Kill, acknowledged_writes_survive_kill_9) {
  const auto folder = std::filesystem::temp_directory_path() / ("kill_test." + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = folder / "lyceum.db";
  {
    ManualLoop loop;
    auto database = std::move(*open_sqlite({.path = path}));
    ASSERT_TRUE(loop.run_task(database->write(
        [](Transaction& tx) { return tx.query("CREATE TABLE t(id BIGINT NOT NULL PRIMARY KEY)"); })));
  }
  std::size_t acknowledged_in_all = 0;
  for (int round = 0; round < 5; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) write_until_killed(path, ends[1], round * 100'000);
    close(ends[1]);
    std::vector<std::int64_t> acknowledged;
    std::int64_t id = 0;
    // Kill after a different number of acknowledgements each round; what is in the pipe counts too.
    while (read(ends[0], &id, sizeof id) == sizeof id) {
      acknowledged.push_back(id);
      if (acknowledged.size() == 50u + 37u * static_cast<std::size_t>(round)) kill(child, SIGKILL);
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    const auto there = stored(path);
    for (const auto number : acknowledged) EXPECT_TRUE(there.contains(number)) << number;
    acknowledged_in_all += acknowledged.size();
  }
  EXPECT_GT(acknowledged_in_all, 500u);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace lyceum::store
