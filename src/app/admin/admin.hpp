// `lyceum admin …`: work on the data folder, whether the server runs or not.
#pragma once

#include "app/cli/cli.hpp"
#include "app/config/config.hpp"

#include <iosfwd>
#include <string>

namespace lyceum::app {

// The password is the first line of `in`. Prints what was made to `out`; errors hold a sentence for the
// terminal.
Result<void> add_account(const Config& config, const AddAccount& command, std::istream& in,
                         std::ostream& out);
// Prints login and token of each, separated by a tab, in the order of the file.
Result<void> import_accounts(const Config& config, const ImportAccounts& command, std::ostream& out);
Result<void> make_reset_link(const Config& config, const MakeResetLink& command, std::ostream& out);
// A line each: id, login, role, name, separated by tabs.
Result<void> list_accounts(const Config& config, const ListAccounts& command, std::ostream& out);
Result<void> block_account(const Config& config, const BlockAccount& command, std::ostream& out);
Result<void> unblock_account(const Config& config, const UnblockAccount& command, std::ostream& out);

// A line each: number, state, when, lecturer, title, separated by tabs.
Result<void> list_lessons(const Config& config, const ListLessons& command, std::ostream& out);
// A server that runs is asked to do it, at http.listen, since the class is in its memory.
Result<void> stop_lesson(const Config& config, const StopLesson& command, std::ostream& out);
Result<void> rotate_key(const Config& config, const RotateKey& command, std::ostream& out);

// A line for what does not add up, and one for the whole. Fails when there is any of the former.
Result<void> check_ledger(const Config& config, std::ostream& out);

}  // namespace lyceum::app
