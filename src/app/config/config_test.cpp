#include "app/config/config.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace lyceum::app {
namespace {

std::string file_with(const std::string& text) {
  const auto path =
      std::filesystem::temp_directory_path() / ("lyceum_config_" + std::to_string(::getpid()) + ".toml");
  std::ofstream(path) << text;
  return path;
}

TEST(Config, later_sources_win_and_are_named) {
  const std::string file =
      file_with("[http]\nlisten = \"127.0.0.1:1\"\n[rtmp]\nlisten = \"127.0.0.1:2\"\n[site]\nname = \"A\"\n");
  ::setenv("LYCEUM_RTMP_LISTEN", "127.0.0.1:3", 1);
  const auto config = Config::load(file, {{"site.name", "B"}});
  ::unsetenv("LYCEUM_RTMP_LISTEN");
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->text("http.listen"), "127.0.0.1:1");
  EXPECT_EQ(config->text("rtmp.listen"), "127.0.0.1:3");
  EXPECT_EQ(config->text("site.name"), "B");
  EXPECT_NE(config->print().find("environment LYCEUM_RTMP_LISTEN"), std::string::npos);
}

TEST(Config, what_it_prints_is_a_file_it_reads) {
  const auto first = Config::load(file_with(""), {{"run.reactors", "3"}, {"site.everybody_teaches", "true"}});
  const auto second = Config::load(file_with(first->print()), {});
  ASSERT_TRUE(second) << second.error().detail;
  EXPECT_EQ(second->number("run.reactors"), 3);
  EXPECT_TRUE(second->flag("site.everybody_teaches"));
}

TEST(Config, a_mistake_is_named_with_its_place) {
  const auto refused = [](const std::string& text) {
    return Config::load(file_with(text), {}).error().detail;
  };
  EXPECT_NE(refused("[http]\nlisten = ").find("line 2"), std::string::npos);
  EXPECT_NE(refused("[http]\nlisen = \"x\"").find("'http.lisen'"), std::string::npos);
  EXPECT_NE(refused("[run]\nreactors = \"many\"").find("must be a number"), std::string::npos);
  EXPECT_NE(refused("[site]\neverybody_teaches = 1").find("true or false"), std::string::npos);
  EXPECT_NE(refused("name = \"x\"").find("outside a [section]"), std::string::npos);
  EXPECT_NE(refused("[class]\ngrace_s = 9").find("10 to 3600"), std::string::npos);
  EXPECT_NE(refused("[class]\ngrace_s = 3601").find("10 to 3600"), std::string::npos);
  EXPECT_FALSE(Config::load("/nowhere/lyceum.toml", {}));
}

TEST(Config, the_password_of_the_database_is_not_printed) {
  ::setenv("LYCEUM_STORE_URL", "postgresql://ann:s3cret@db/lyceum", 1);
  const auto config = Config::load(file_with(""), {});
  ::setenv("LYCEUM_STORE_URL", "postgresql://ann:s3cret/@db/lyceum", 1);
  const auto wrong = Config::load(file_with(""), {});
  ::unsetenv("LYCEUM_STORE_URL");
  ASSERT_TRUE(config) << config.error().detail;
  EXPECT_EQ(config->text("store.url"), "postgresql://ann:s3cret@db/lyceum");
  EXPECT_NE(config->print().find("url = \"postgresql://ann:***@db/lyceum\""), std::string::npos);
  EXPECT_EQ(config->print().find("s3cret"), std::string::npos);
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().detail.find("LYCEUM_STORE_URL"), std::string::npos) << wrong.error().detail;
  EXPECT_EQ(wrong.error().detail.find("s3cret"), std::string::npos) << wrong.error().detail;
}

}  // namespace
}  // namespace lyceum::app
