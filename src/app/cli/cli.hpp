// The command line: which command, with which settings. Parsing only; main runs the command.
#pragma once

#include "base/result/result.hpp"

#include <map>
#include <optional>
#include <string>
#include <variant>

namespace lyceum::app {

struct Serve {};
// lyceum worker: started by the server, not by people (media/transcode/worker)
struct Work {
  bool file = false;        // reads an uploaded file, its descriptor 3
  std::optional<int> page;  // draws that page of a PDF, its descriptor 3; 0: counts them
  std::string office =
      {};           // that program turns a presentation, its descriptor 3, into a PDF, its descriptor 4
  int seconds = 0;  // for which it may take
};
struct PrintConfig {};
struct PrintVersion {};
struct PrintHelp {
  std::string text;
};

// lyceum admin account add LOGIN --name NAME [--operator|--lecturer] --password-stdin
struct AddAccount {
  std::string login, name;
  bool is_operator = false, is_lecturer = false;
};

// lyceum admin account import FILE --tokens   (a line each: login,name[,lecturer|operator])
struct ImportAccounts {
  std::string file;
};

// lyceum admin account reset-password LOGIN   (reset-link is its older name)
struct MakeResetLink {
  std::string login;
};

// lyceum admin account list [--search WORD]
struct ListAccounts {
  std::string search;
};

// lyceum admin account block LOGIN
struct BlockAccount {
  std::string login;
  std::string reason = "blocked by the operator";
};

// lyceum admin account unblock LOGIN
struct UnblockAccount {
  std::string login;
};

// lyceum admin lesson list [--live]
struct ListLessons {
  bool live = false;
};

// lyceum admin lesson stop ID
struct StopLesson {
  std::string lesson;
};

// lyceum admin key rotate LESSON [--at-once]
struct RotateKey {
  std::string lesson;
  bool at_once = false;
};

// lyceum admin ledger check
struct CheckLedger {};

// lyceum doctor [--json] [--only CHECK]
struct Examine {
  bool json = false;
  std::string only;  // empty: all
};

// lyceum backup FILE|-
struct BackUp {
  std::string file;
};

// lyceum restore FILE|- [--force]
struct Restore {
  std::string file;
  bool force = false;
};

// lyceum verify-draw FILE [--receipt FILE|JSON]
struct VerifyDraw {
  std::string file;
  std::string receipt;  // empty: none
};

using Command = std::variant<Serve, Work, PrintConfig, PrintVersion, PrintHelp, AddAccount, ImportAccounts,
                             MakeResetLink, ListAccounts, BlockAccount, UnblockAccount, ListLessons,
                             StopLesson, RotateKey, CheckLedger, Examine, BackUp, Restore, VerifyDraw>;

struct CommandLine {
  Command command;
  std::string config_file;                   // --config FILE, or empty
  std::map<std::string, std::string> flags;  // setting key → value
};

// Fails with a sentence for the person at the terminal in `detail`.
Result<CommandLine> parse_command_line(int argc, const char* const* argv);

}  // namespace lyceum::app
