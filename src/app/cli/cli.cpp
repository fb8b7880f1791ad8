#include "app/cli/cli.hpp"

#include "app/config/config.hpp"

#include <CLI/CLI.hpp>

namespace lyceum::app {
namespace {

// "http.public_url" → "--http-public-url", after its short flag if it has one.
std::string flag_names(const Setting& setting) {
  std::string name = "--" + std::string(setting.key);
  for (char& c : name)
    if (c == '.' || c == '_') c = '-';
  return setting.flag.empty() ? name : std::string(setting.flag) + "," + name;
}

// Adds --config and a flag for every setting; `values` must outlive parsing.
void add_settings(CLI::App& command, std::string& config_file, std::map<std::string, std::string>& values) {
  command.add_option("--config", config_file, "Settings file (default: ./lyceum.toml when it is there)")
      ->group("Settings");
  for (const Setting& setting : settings()) {
    const std::string key(setting.key);
    command
        .add_option_function<std::string>(
            flag_names(setting), [&values, key](const std::string& text) { values[key] = text; },
            std::string(setting.help))
        ->type_name(setting.default_value.empty() ? "TEXT" : std::string(setting.default_value))
        ->group("Settings");
  }
}

struct Parser {
  CLI::App app{"Lyceum: paid live learning on your own machine", "lyceum"};
  CommandLine line;
  AddAccount add;
  ImportAccounts import;
  MakeResetLink reset;
  ListAccounts accounts;
  BlockAccount block;
  UnblockAccount unblock;
  ListLessons lessons;
  StopLesson stop;
  RotateKey rotate;
  Work work;
  Examine examine;
  BackUp backup;
  Restore restore;
  VerifyDraw verify;
  bool password_stdin = false, tokens = false;

  Parser() {
    app.require_subcommand(1);
    command(app, "serve", "Start the server", [this] { line.command = Serve{}; });
    auto* worker = app.add_subcommand("worker")->group("");  // not in the help
    worker->callback([this] { line.command = work; });
    worker->add_flag("--file", work.file);
    worker->add_option("--page", work.page);
    worker->add_option("--office", work.office);
    worker->add_option("--seconds", work.seconds);
    command(app, "config", "Print the effective settings, each with its source",
            [this] { line.command = PrintConfig{}; });
    add_backup_commands();
    auto* doctor = command(app, "doctor", "Look whether all is as a server needs it; changes nothing",
                           [this] { line.command = examine; });
    doctor->add_flag("--json", examine.json, "For machines");
    doctor->add_option("--only", examine.only, "One check by its name, as in: --only server");
    auto* draw = app.add_subcommand("verify-draw", "Verify the file of a prize draw; needs no server");
    draw->callback([this] { line.command = verify; });
    draw->add_option("file", verify.file, "As it was downloaded")->required();
    draw->add_option("--receipt", verify.receipt, "Somebody's receipt: a file, or its JSON");
    app.add_subcommand("version", "Print the version")->callback([this] { line.command = PrintVersion{}; });
    auto* admin = app.add_subcommand("admin", "Work on the data; the server may run or not");
    admin->require_subcommand(1);
    auto* account = admin->add_subcommand("account", "Accounts");
    account->require_subcommand(1);
    add_account_commands(*account);
    add_lesson_commands(*admin);
  }

  CLI::App* command(CLI::App& parent, const std::string& name, const std::string& help,
                    std::function<void()> chosen) {
    auto* sub = parent.add_subcommand(name, help);
    add_settings(*sub, line.config_file, line.flags);
    sub->callback(std::move(chosen));
    return sub;
  }

  void add_backup_commands() {
    auto* out = command(app, "backup", "Write the whole site into one file; the server may run",
                        [this] { line.command = backup; });
    out->add_option("file", backup.file, "Where to; -: standard output")->required();
    auto* in =
        command(app, "restore", "Make a data folder out of a backup", [this] { line.command = restore; });
    in->add_option("file", restore.file, "The backup; -: standard input")->required();
    in->add_flag("--force", restore.force,
                 "Move what is in the data folder aside, into before-restore-TIME/");
  }

  void add_account_commands(CLI::App& account) {
    auto* one = command(account, "add", "Make an account; its password is read from standard input",
                        [this] { line.command = add; });
    one->add_option("login", add.login, "What the person types to sign in")->required();
    one->add_option("--name", add.name, "The name that others see")->required();
    auto* oper = one->add_flag("--operator", add.is_operator, "May run the site");
    one->add_flag("--lecturer", add.is_lecturer, "May create lessons")->excludes(oper);
    one->add_flag("--password-stdin", password_stdin, "Read the password from standard input")->required();
    auto* many =
        command(account, "import", "Make accounts without passwords", [this] { line.command = import; });
    many->add_option("file", import.file, "A line each: login,name[,lecturer|operator]")->required();
    many->add_flag("--tokens", tokens, "Print a sign-in token for each")->required();
    auto* link = command(account, "reset-password", "Print a one-time link that sets a new password",
                         [this] { line.command = reset; });
    link->alias("reset-link");
    link->add_option("login", reset.login, "Whose password")->required();
    auto* list = command(account, "list", "Newest first", [this] { line.command = accounts; });
    list->add_option("--search", accounts.search, "A part of login or name");
    auto* shut = command(account, "block", "Sign the person out everywhere and let them in no more",
                         [this] { line.command = block; });
    shut->add_option("login", block.login, "Who; unblock lets them in again")->required();
    shut->add_option("--reason", block.reason, "What the person is told");
    auto* open =
        command(account, "unblock", "Let a blocked person in again", [this] { line.command = unblock; });
    open->add_option("login", unblock.login, "Who")->required();
  }

  void add_lesson_commands(CLI::App& admin) {
    auto* lesson = admin.add_subcommand("lesson", "Lessons");
    lesson->require_subcommand(1);
    auto* list = command(*lesson, "list", "Latest first", [this] { line.command = lessons; });
    list->add_flag("--live", lessons.live, "Only those that run now");
    auto* end = command(*lesson, "stop", "End a lesson that runs", [this] { line.command = stop; });
    end->add_option("lesson", stop.lesson, "Its number")->required();
    auto* key = admin.add_subcommand("key", "Stream keys");
    key->require_subcommand(1);
    auto* fresh =
        command(*key, "rotate", "Print a new stream key; the one before is good for 10 minutes more",
                [this] { line.command = rotate; });
    fresh->add_option("lesson", rotate.lesson, "Its number")->required();
    fresh->add_flag("--at-once", rotate.at_once, "The one before ends now");
    auto* ledger = admin.add_subcommand("ledger", "Money");
    ledger->require_subcommand(1);
    command(*ledger, "check", "Does every cent add up? Ends with 1 when it does not",
            [this] { line.command = CheckLedger{}; });
  }
};

}  // namespace

Result<CommandLine> parse_command_line(int argc, const char* const* argv) {
  Parser parser;
  try {
    parser.app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    parser.line.command = PrintHelp{parser.app.help("", CLI::AppFormatMode::All)};
  } catch (const CLI::ParseError& e) {
    return Failure(Error{.status = 400,
                         .code = "usage",
                         .en = "The command line is wrong.",
                         .zh = "命令行有误。",
                         .detail = std::string(e.what()) + "; see lyceum --help"});
  }
  return std::move(parser.line);
}

}  // namespace lyceum::app
