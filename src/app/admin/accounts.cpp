#include "app/admin/admin.hpp"
#include "app/admin/desk.hpp"

#include <fstream>
#include <iostream>

namespace lyceum::app {
namespace {

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
  LYCEUM_TRY(const auto account, desk->find_account(command.login));
  LYCEUM_TRY(const auto token, desk->run(desk->people().passwords.issue_reset(Desk::machine(), account.id)));
  const std::string& site = config.text("http.public_url");
  out << (site.empty() ? "http://localhost:8080" : site) << "/reset?token=" << token << "\n";
  return {};
}

// All pages, one after the other.
Result<void> list_accounts(const Config& config, const ListAccounts& command, std::ostream& out) {
  LYCEUM_TRY(auto desk, Desk::open(config));
  people::AccountQuery query{.search = command.search, .limit = 200, .after = {}};
  do {
    LYCEUM_TRY(const auto page, desk->run(desk->people().desk.list(Desk::machine(), query)));
    for (const auto& one : page.items)
      out << one.id.str() << '\t' << one.login << '\t'
          << (one.is_operator   ? "operator"
              : one.is_lecturer ? "lecturer"
                                : "learner")
          << '\t' << one.name << '\n';
    query.after = page.next;
  } while (!query.after.empty());
  return {};
}

Result<void> block_account(const Config& config, const BlockAccount& command, std::ostream& out) {
  LYCEUM_TRY(auto desk, Desk::open(config));
  LYCEUM_TRY(const auto account, desk->find_account(command.login));
  LYCEUM_CHECK(desk->run(desk->people().desk.block(Desk::machine(), account.id, command.reason)));
  out << "account " << account.login << " is blocked: signed out, and told: " << command.reason;
  out << (desk->server_runs() ? "; the running server sees it within 30 s\n" : "\n");
  return {};
}

Result<void> unblock_account(const Config& config, const UnblockAccount& command, std::ostream& out) {
  LYCEUM_TRY(auto desk, Desk::open(config));
  LYCEUM_TRY(const auto account, desk->find_account(command.login));
  LYCEUM_CHECK(desk->run(desk->people().desk.unblock(Desk::machine(), account.id)));
  out << "account " << account.login << " may sign in again\n";
  return {};
}

}  // namespace lyceum::app
