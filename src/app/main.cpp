// lyceum: the program. Reads the command line and runs one command.
#include "app/admin/admin.hpp"
#include "app/backup/backup.hpp"
#include "app/cli/cli.hpp"
#include "app/config/config.hpp"
#include "app/doctor/doctor.hpp"
#include "app/serve/server.hpp"
#include "app/verify_draw/verify_draw.hpp"
#include "app/version/version.hpp"
#include "base/log/log.hpp"
#include "media/office/office_worker.hpp"
#include "media/pages/page_worker.hpp"
#include "media/transcode/worker/file_worker.hpp"
#include "media/transcode/worker/worker.hpp"

#include <cstdlib>
#include <iostream>

namespace lyceum::app {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>  // C++20 does without, but not clang 16
Overloaded(Cases...)->Overloaded<Cases...>;

// The code of a failure that has been printed already.
constexpr std::string_view kSaid = "said";

LogLevel log_level(const std::string& name) {
  if (name == "debug") return LogLevel::debug;
  if (name == "warning") return LogLevel::warning;
  return name == "error" ? LogLevel::error : LogLevel::info;
}

Result<void> serve(const Config& config) {
  configure_log(config.text("log.format") == "json" ? LogFormat::json : LogFormat::text,
                log_level(config.text("log.level")));
  LYCEUM_TRY(const auto server, Server::open(config));
  return server->run();
}

// A command that found what it looked for, or has said what is wrong.
Result<void> told(bool fine) {
  if (fine) return {};
  Error error;
  error.code = kSaid;
  return Failure(std::move(error));
}

// What the process is to end with.
int run_worker(const Work& work) {
  if (work.page) return media::run_page_worker(*work.page);
  if (!work.office.empty()) return media::run_office_worker({work.office, work.seconds});
  return static_cast<int>(work.file ? media::run_file_worker() : media::run_worker());
}

Result<void> run(const CommandLine& line) {
  if (const auto* help = std::get_if<PrintHelp>(&line.command)) {
    std::cout << help->text;
    return {};
  }
  if (std::holds_alternative<PrintVersion>(line.command)) {
    std::cout << "lyceum " << kVersion << "\n";
    return {};
  }
  // Nothing that runs at an ordinary end may, once the worker has given up its rights.
  if (const auto* work = std::get_if<Work>(&line.command)) std::_Exit(run_worker(*work));
  if (const auto* verify = std::get_if<VerifyDraw>(&line.command)) {
    LYCEUM_TRY(const bool fine, verify_draw(*verify, std::cout));
    return told(fine);
  }
  LYCEUM_TRY(const auto config, Config::load(line.config_file, line.flags));
  return std::visit(
      Overloaded{
          [&](const Serve&) { return serve(config); },
          [&](const AddAccount& command) { return add_account(config, command, std::cin, std::cout); },
          [&](const ImportAccounts& command) { return import_accounts(config, command, std::cout); },
          [&](const MakeResetLink& command) { return make_reset_link(config, command, std::cout); },
          [&](const ListAccounts& command) { return list_accounts(config, command, std::cout); },
          [&](const BlockAccount& command) { return block_account(config, command, std::cout); },
          [&](const UnblockAccount& command) { return unblock_account(config, command, std::cout); },
          [&](const ListLessons& command) { return list_lessons(config, command, std::cout); },
          [&](const StopLesson& command) { return stop_lesson(config, command, std::cout); },
          [&](const RotateKey& command) { return rotate_key(config, command, std::cout); },
          [&](const CheckLedger&) { return check_ledger(config, std::cout); },
          [&](const Examine& command) -> Result<void> {
            LYCEUM_TRY(const bool healthy, examine(config, command, std::cout));
            return told(healthy);
          },
          [&](const BackUp& command) { return back_up(config, command, std::cerr); },
          [&](const Restore& command) { return restore(config, command, std::cerr); },
          [&](const auto&) -> Result<void> {
            std::cout << config.print();
            return {};
          },
      },
      line.command);
}

int main_with(int argc, char** argv) {
  const auto line = parse_command_line(argc, argv);
  auto done = line ? run(*line) : Result<void>(Failure(line.error()));
  if (done) return 0;
  const Error& error = done.error();
  if (error.code == kSaid) return 1;
  std::cerr << "lyceum: " << (error.detail.empty() ? std::string(error.en) : error.detail) << "\n";
  return error.code == "usage" ? 2 : 1;
}

}  // namespace
}  // namespace lyceum::app

int main(int argc, char** argv) { return lyceum::app::main_with(argc, argv); }
