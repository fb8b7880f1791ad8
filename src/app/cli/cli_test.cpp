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

TEST(CommandLine, the_link_for_a_new_password_has_two_names) {
  for (const char* name : {"reset-password", "reset-link"}) {
    const auto line = parse({"admin", "account", name, "ann"});
    ASSERT_TRUE(line) << line.error().detail;
    EXPECT_EQ(std::get<MakeResetLink>(line->command).login, "ann");
  }
}

TEST(CommandLine, a_backup_and_its_restore_name_a_file) {
  EXPECT_EQ(std::get<BackUp>(parse({"backup", "-"})->command).file, "-");
  const auto line = parse({"restore", "site.tar", "--data", "d", "--force"});
  ASSERT_TRUE(line) << line.error().detail;
  EXPECT_TRUE(std::get<Restore>(line->command).force);
  EXPECT_EQ(line->flags.at("data.dir"), "d");
  EXPECT_FALSE(parse({"backup"}));
}

TEST(CommandLine, a_draw_and_a_receipt) {
  const auto verify = std::get<VerifyDraw>(parse({"verify-draw", "draw.json", "--receipt", "{}"})->command);
  EXPECT_EQ(verify.file, "draw.json");
  EXPECT_EQ(verify.receipt, "{}");
  EXPECT_FALSE(parse({"verify-draw"}));
}

TEST(CommandLine, lessons_keys_and_the_doctor) {
  EXPECT_EQ(std::get<StopLesson>(parse({"admin", "lesson", "stop", "123456789"})->command).lesson,
            "123456789");
  EXPECT_TRUE(std::get<RotateKey>(parse({"admin", "key", "rotate", "1", "--at-once"})->command).at_once);
  EXPECT_TRUE(std::holds_alternative<CheckLedger>(parse({"admin", "ledger", "check"})->command));
  EXPECT_FALSE(parse({"admin", "ledger"}));
  EXPECT_TRUE(std::get<ListLessons>(parse({"admin", "lesson", "list", "--live"})->command).live);
  EXPECT_EQ(std::get<Examine>(parse({"doctor", "--json", "--only", "clock"})->command).only, "clock");
}

TEST(CommandLine, the_worker_is_there_and_not_shown) {
  EXPECT_TRUE(std::holds_alternative<Work>(parse({"worker"})->command));
  EXPECT_FALSE(std::get<Work>(parse({"worker"})->command).file);
  EXPECT_TRUE(std::get<Work>(parse({"worker", "--file"})->command).file);
  EXPECT_FALSE(parse({"worker", "--data", "d"}));
  EXPECT_EQ(std::get<PrintHelp>(parse({"--help"})->command).text.find("worker"), std::string::npos);
}

TEST(CommandLine, mistakes_are_refused_with_a_sentence) {
  EXPECT_FALSE(parse({}));
  EXPECT_FALSE(parse({"fly"}));
  EXPECT_FALSE(parse({"serve", "--nonsense", "1"}));
  EXPECT_NE(parse({"admin", "account", "add", "ann"}).error().detail.find("--help"), std::string::npos);
}

}  // namespace
}  // namespace lyceum::app
