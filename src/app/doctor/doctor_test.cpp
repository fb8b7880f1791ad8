#include "app/doctor/doctor.hpp"

#include "app/doctor/checks.hpp"
#include "app/doctor/report.hpp"
#include "base/flow/manual_loop.hpp"
#include "net/tcp/socket.hpp"
#include "store/folder/folder.hpp"
#include "store/schema/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"
#include "store/trial_server/trial_server.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace lyceum::app {
namespace {

using namespace std::chrono_literals;

class DoctorTest : public testing::Test {
 public:
  DoctorTest() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~DoctorTest() override { std::filesystem::remove_all(folder_); }

  void make_database() {
    auto database = std::move(*store::open_sqlite({.path = folder_ / "lyceum.db"}));
    ManualLoop loop;
    ASSERT_TRUE(loop.run_task(store::migrate(*database)));
  }
  Config config(std::map<std::string, std::string> flags = {}) {
    flags.emplace("data.dir", folder_);
    flags.emplace("http.listen", "127.0.0.1:0");
    flags.emplace("rtmp.listen", "127.0.0.1:0");
    const std::ofstream empty(folder_ / "empty.toml");
    return *Config::load(folder_ / "empty.toml", flags);
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("doctor_test." + std::to_string(::getpid()));
};

TEST_F(DoctorTest, a_sound_database_is_fine_and_one_that_is_none_a_problem) {
  std::optional<Utc> newest;
  EXPECT_EQ(check_database_file(folder_, newest).health, Health::ok);
  make_database();
  EXPECT_EQ(check_database_file(folder_, newest).health, Health::ok);
  std::ofstream(folder_ / "lyceum.db") << std::string(5000, 'x');
  EXPECT_EQ(check_database_file(folder_, newest).health, Health::problem);
}

TEST_F(DoctorTest, a_database_server_is_named_with_its_version_and_one_that_is_not_there_is_a_problem) {
  std::optional<Utc> newest;
  const store::TrialServer server;
  const auto there = check_database_server(server.fresh_url(), newest);
  EXPECT_EQ(there.health, Health::warning);  // a server for tests does not sync
  EXPECT_NE(there.found.en.find("PostgreSQL 15."), std::string::npos) << there.found.en;
  EXPECT_NE(there.found.en.find("no tables yet"), std::string::npos) << there.found.en;
  const auto gone = check_database_server("postgresql://ann:s3cret@/x?host=/nowhere", newest);
  EXPECT_EQ(gone.health, Health::problem);
  EXPECT_EQ((gone.found.en + gone.found.zh).find("s3cret"), std::string::npos) << gone.found.en;
}

TEST_F(DoctorTest, a_clock_before_the_newest_row_is_a_problem) {
  const Utc now(500'000h);
  EXPECT_EQ(check_clock(now + 1h, now).health, Health::problem);
  EXPECT_NE(check_clock(now - 1h, now).health, Health::problem);
  EXPECT_NE(check_clock(std::nullopt, now).health, Health::problem);
}

TEST_F(DoctorTest, half_a_restore_is_a_problem) {
  EXPECT_EQ(check_folder(folder_).health, Health::ok);
  std::filesystem::create_directories(folder_ / "restoring");
  EXPECT_EQ(check_folder(folder_).health, Health::problem);
  EXPECT_EQ(check_folder(folder_ / "not" / "yet" / "there").health, Health::ok);
}

TEST_F(DoctorTest, a_port_is_free_or_it_is_said_that_somebody_else_has_it) {
  const auto taken = std::move(*net::listen_on(*net::parse_address("127.0.0.1:0"), 1));
  const std::string where = taken.front().local().str();
  const auto busy = check_http_port(config({{"http.listen", where}}));
  EXPECT_EQ(busy.health, Health::problem);
  EXPECT_NE(busy.found.en.find(where), std::string::npos) << busy.found.en;
  EXPECT_EQ(check_rtmp_port(config()).health, Health::ok);
  EXPECT_EQ(check_http_port(config({{"http.listen", "nowhere"}})).health, Health::problem);
}

TEST_F(DoctorTest, an_address_without_encryption_is_a_warning_and_one_the_server_does_not_know_of_a_problem) {
  const Utc now(500'000h);
  EXPECT_EQ(check_public_url(config(), now).health, Health::warning);
  EXPECT_EQ(check_public_url(config({{"http.public_url", "http://x.example"}}), now).health, Health::warning);
  EXPECT_EQ(check_public_url(config({{"http.public_url", "https://x.example"}}), now).health,
            Health::problem);
  EXPECT_EQ(check_public_url(config({{"http.public_url", "x.example"}}), now).health, Health::problem);
}

TEST_F(DoctorTest, a_server_is_one_that_holds_the_folder) {
  EXPECT_EQ(check_server(config()).health, Health::warning);
  const auto lock = store::FolderLock::take(folder_);
  EXPECT_EQ(check_server(config()).health, Health::ok);  // its port is not known
  EXPECT_EQ(check_server(config({{"http.listen", "127.0.0.1:1"}})).health, Health::problem);
}

TEST_F(DoctorTest, one_check_can_be_asked_for_and_an_unknown_one_is_refused) {
  std::ostringstream out;
  const auto healthy = examine(config(), {.json = true, .only = "folder"}, out);
  ASSERT_TRUE(healthy);
  EXPECT_TRUE(*healthy);
  EXPECT_TRUE(out.str().starts_with(R"({"ok":true,"checks":[{"check":"folder","health":"ok")")) << out.str();
  EXPECT_EQ(examine(config(), {.only = "weather"}, out).error().code, "usage");
}

TEST(DoctorReport, speaks_the_language_of_the_terminal) {
  const std::vector<Finding> findings{problem("clock", {"Late.", "慢了。"}, {"Set it.", "校正。"})};
  EXPECT_EQ(as_table(findings, false), "problem  clock        Late.\n                      → Set it.\n");
  EXPECT_EQ(as_table(findings, true), "问题     时钟         慢了。\n                      → 校正。\n");
  ::setenv("LC_ALL", "zh_CN.UTF-8", 1);
  EXPECT_TRUE(speaks_chinese());
  ::setenv("LC_ALL", "C", 1);
  EXPECT_FALSE(speaks_chinese());
  ::unsetenv("LC_ALL");
}

}  // namespace
}  // namespace lyceum::app
