#include "app/cli/cli.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace lyceum::app {
namespace {

Result<CommandLine> parse(std::vector<const char*> words) {
  words.insert(words.begin(), "lyceum");
  return parse_command_line(static_cast<int>(words.size()), words.data());
}

TEST(CommandLine, every_setting_is_a_flag) {
  const auto line =
      parse({"serve", "--data", "/d", "--http", "127.0.0.1:0", "--site-everybody-teaches", "true"});
  ASSERT_TRUE(line) << line.error().detail;
  EXPECT_TRUE(std::holds_alternative<Serve>(line->command));
  EXPECT_EQ(line->flags.at("data.dir"), "/d");
  EXPECT_EQ(line->flags.at("http.listen"), "127.0.0.1:0");
  EXPECT_EQ(line->flags.at("site.everybody_teaches"), "true");
}

TEST(CommandLine, an_account_is_added_with_its_role) {
  const auto line = parse(
      {"admin", "account", "add", "ann", "--name", "Ann", "--lecturer", "--password-stdin", "--data", "d"});
  ASSERT_TRUE(line) << line.error().detail;
  const auto& add = std::get<AddAccount>(line->command);
  EXPECT_EQ(add.login, "ann");
  EXPECT_TRUE(add.is_lecturer);
  EXPECT_FALSE(add.is_operator);
}

TEST(CommandLine, mistakes_are_refused_with_a_sentence) {
  EXPECT_FALSE(parse({}));
  EXPECT_FALSE(parse({"fly"}));
  EXPECT_FALSE(parse({"serve", "--nonsense", "1"}));
  EXPECT_NE(parse({"admin", "account", "add", "ann"}).error().detail.find("--help"), std::string::npos);
}

}  // namespace
}  // namespace lyceum::app
