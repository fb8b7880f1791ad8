#include "store/trial_server/trial_server.hpp"

#include "base/log/log.hpp"
#include "store/postgres/connection.hpp"

#include <atomic>
#include <cstdlib>
#include <filesystem>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void give_up(const std::string& why) {
  log_error("no PostgreSQL for tests", {{"why", why}});
  std::abort();
}

std::string script() {
  for (fs::path at = fs::current_path();; at = at.parent_path()) {
    if (const auto found = at / "tools" / "trial-postgres"; fs::exists(found)) return found;
    if (!at.has_relative_path()) give_up("tools/trial-postgres is not above the current folder");
  }
}

struct Pipe {
  Pipe() {
    if (::pipe2(ends, O_CLOEXEC) != 0) give_up("no pipe");
  }
  int ends[2];  // to read from, to write to
};

}  // namespace

TrialServer::TrialServer() {
  const std::string path = script();
  const Pipe orders, answers;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, orders.ends[0], STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, answers.ends[1], STDOUT_FILENO);
  std::string name = path;
  char* const arguments[] = {name.data(), nullptr};
  if (::posix_spawn(&process_, path.c_str(), &actions, nullptr, arguments, environ) != 0)
    give_up("cannot run " + path);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(orders.ends[0]);
  ::close(answers.ends[1]);
  orders_ = orders.ends[1];
  answers_ = answers.ends[0];
  const std::string said = answer();
  if (!said.starts_with("ready ")) give_up("it did not start: " + said);
  url_ = said.substr(6);
}

TrialServer::~TrialServer() {
  ::close(orders_);  // the end of it
  int status = 0;
  ::waitpid(process_, &status, 0);
  ::close(answers_);
}

std::string TrialServer::answer() const {
  std::string line;
  char letter = 0;
  while (::read(answers_, &letter, 1) == 1 && letter != '\n') line += letter;
  return line;
}

void TrialServer::order(std::string_view what, std::string_view wanted) const {
  if (::write(orders_, what.data(), what.size()) != static_cast<ssize_t>(what.size()))
    give_up("it has ended");
  if (const std::string said = answer(); !said.starts_with(wanted)) give_up(said);
}

std::string TrialServer::fresh_schema(const std::string& url) {
  static std::atomic<int> counter = 0;
  const std::string name = "t" + std::to_string(::getpid()) + "_" + std::to_string(counter++);
  auto connection = PgConnection::open(url);
  if (!connection) give_up(connection.error().detail);
  if (auto made = (*connection)->execute("CREATE SCHEMA " + name); !made) give_up(made.error().detail);
  return url + "&options=-csearch_path%3D" + name;
}

}  // namespace lyceum::store
