#include "app/admin/admin.hpp"

#include "app/data/data_folder.hpp"
#include "app/stores/people_side.hpp"
#include "base/flow/manual_loop.hpp"
#include "people/account/refusal.hpp"

#include <fstream>
#include <iostream>

namespace lyceum::app {
namespace {

// The data folder opened for one command, and closed after it.
class Desk {
 public:
  static Result<std::unique_ptr<Desk>> open(const Config& config) {
    LYCEUM_TRY(const auto folder, DataFolder::open(config.text("data.dir")));
    LYCEUM_TRY(auto database, folder.open_database());
    return std::make_unique<Desk>(std::move(database));
  }
  explicit Desk(std::unique_ptr<store::Database> database)
      : database_(std::move(database)), stores_(*database_, clock_), people_(stores_, clock_) {}
  ~Desk() {
    people_.hasher.close();
    database_->close();
  }

  PeopleSide& people() { return people_; }
  Stores& stores() { return stores_; }
  template <class T>
  T run(Task<T> task) {
    return loop_.run_task(std::move(task));
  }

 private:
  SystemClock clock_;
  ManualLoop loop_;
  std::unique_ptr<store::Database> database_;
  Stores stores_;
  PeopleSide people_;
};

Failure usage(std::string detail) {
  return Failure(Error{.status = 400,
                       .code = "usage",
                       .en = "The command line is wrong.",
                       .zh = "命令行有误。",
                       .detail = std::move(detail)});
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  return first == text.npos ? ""
                            : std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

// login,name[,lecturer]
Result<people::Registrar::Imported> read_line(const std::string& line, int number) {
  const auto first = line.find(',');
  if (first == line.npos) return usage("line " + std::to_string(number) + ": login,name expected");
  const auto second = line.find(',', first + 1);
  people::Registrar::Imported person{trimmed(line.substr(0, first)),
                                     trimmed(line.substr(first + 1, second - first - 1)), false};
  if (second != line.npos) {
    if (trimmed(line.substr(second + 1)) != "lecturer")
      return usage("line " + std::to_string(number) + ": the third field is lecturer or nothing");
    person.is_lecturer = true;
  }
  return person;
}

}  // namespace

Result<void> add_account(const Config& config, const AddAccount& command, std::istream& in,
                         std::ostream& out) {
  std::string password;
  std::getline(in, password);
  if (!password.empty() && password.back() == '\r') password.pop_back();
  LYCEUM_TRY(auto desk, Desk::open(config));
  people::Registration form{command.login, std::move(password), command.name, {}};
  LYCEUM_TRY(const auto account, desk->run(desk->people().registrar.add(std::move(form), command.is_operator,
                                                                        command.is_lecturer)));
  out << "account " << account.login << " made, id " << account.id.str() << "\n";
  return {};
}

Result<void> import_accounts(const Config& config, const ImportAccounts& command, std::ostream& out) {
  std::ifstream file(command.file);
  if (!file) return usage("cannot read " + command.file);
  std::vector<people::Registrar::Imported> people;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (trimmed(line).empty()) continue;
    LYCEUM_TRY(auto person, read_line(line, number));
    people.push_back(std::move(person));
  }
  LYCEUM_TRY(auto desk, Desk::open(config));
  LYCEUM_TRY(const auto made, desk->run(desk->people().registrar.import(std::move(people))));
  for (const auto& one : made) out << one.account.login << '\t' << one.token << '\n';
  return {};
}

Result<void> make_reset_link(const Config& config, const MakeResetLink& command, std::ostream& out) {
  LYCEUM_TRY(auto desk, Desk::open(config));
  LYCEUM_TRY(const auto found, desk->run(desk->stores().accounts.find_login(command.login)));
  if (!found) return Failure(people::refuse(people::Refusal::account_not_found));
  people::Account machine;  // who holds the data folder holds the site
  machine.is_operator = true;
  LYCEUM_TRY(const auto token, desk->run(desk->people().passwords.issue_reset(machine, found->account.id)));
  const std::string& site = config.text("http.public_url");
  out << (site.empty() ? "http://localhost:8080" : site) << "/reset?token=" << token << "\n";
  return {};
}

}  // namespace lyceum::app
