#include "store/sqlite/connection.hpp"

#include "store/database/refusal.hpp"
#include "store/sqlite/error.hpp"

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace lyceum::store {
namespace {

constexpr int kStepsBetweenDeadlineChecks = 10'000;  // of the virtual machine: well under a millisecond

// Makes the file with rights for its owner alone; SQLite gives its companions (-wal, -shm) the same.
Result<void> make_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return Failure(refuse(Refusal::failed, "cannot open " + path + ": " + std::strerror(errno)));
  ::close(file);
  return {};
}

int past_deadline(void* connection_deadline) {
  const auto& deadline = *static_cast<const std::optional<Mono>*>(connection_deadline);
  return deadline && std::chrono::steady_clock::now() > *deadline ? 1 : 0;
}

int bind_value(sqlite3_stmt* statement, int at, const Value& value) {
  switch (value.index()) {
    case 0:
      return sqlite3_bind_null(statement, at);
    case 1:
      return sqlite3_bind_int64(statement, at, std::get<std::int64_t>(value));
    case 2:
      return sqlite3_bind_double(statement, at, std::get<double>(value));
    case 3: {
      const auto& text = std::get<std::string>(value);
      return sqlite3_bind_text64(statement, at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    default: {
      const auto& bytes = std::get<Bytes>(value);
      if (bytes.empty()) return sqlite3_bind_zeroblob(statement, at, 0);
      return sqlite3_bind_blob64(statement, at, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
  }
}

Value read_value(sqlite3_stmt* statement, int column) {
  const auto size = [&] { return static_cast<std::size_t>(sqlite3_column_bytes(statement, column)); };
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(text, size());
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, column));
      return Bytes(bytes, bytes + size());
    }
    default:
      return Null();
  }
}

}  // namespace

void Connection::CloseConnection::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
void Connection::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
Connection::~Connection() { statements_.clear(); }

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Kind kind) {
  if (kind == Kind::writer) LYCEUM_CHECK(make_file(path));
  std::unique_ptr<Connection> connection(new Connection);
  sqlite3* handle = nullptr;
  const int opened =
      sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  connection->handle_.reset(handle);
  if (opened != SQLITE_OK) return Failure(sqlite_error(opened, handle, "cannot open " + path));
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, 5000);  // another process may hold the file for a moment
  sqlite3_progress_handler(handle, kStepsBetweenDeadlineChecks, past_deadline, &connection->deadline_);
  const std::string_view last =
      kind == Kind::reader ? "PRAGMA query_only = ON" : "PRAGMA wal_autocheckpoint = 1000";
  for (const std::string_view pragma :
       {std::string_view("PRAGMA journal_mode = WAL"), std::string_view("PRAGMA synchronous = FULL"),
        std::string_view("PRAGMA foreign_keys = ON"), std::string_view("PRAGMA temp_store = MEMORY"),
        std::string_view("PRAGMA trusted_schema = OFF"), last}) {
    if (auto set = connection->run(pragma, {}); !set) {
      set.error().detail = "cannot use " + path + ": " + set.error().detail;
      return Failure(std::move(set).error());
    }
  }
  return connection;
}

Result<sqlite3_stmt*> Connection::prepared(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second.get();
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &tail);
  Statement owned(statement);
  if (code != SQLITE_OK) return Failure(sqlite_error(code, handle_.get(), sql));
  if (statement == nullptr || tail != sql.data() + sql.size())
    return Failure(refuse(Refusal::failed, "not one statement: " + std::string(sql)));
  statements_.emplace(sql, std::move(owned));
  return statement;
}

// In SQLite $1 is a name, numbered in order of appearance; so it is looked up by its name.
Result<void> Connection::bind(sqlite3_stmt* statement, std::span<const Value> values) {
  const auto wanted = static_cast<std::size_t>(sqlite3_bind_parameter_count(statement));
  if (wanted != values.size())
    return Failure(
        refuse(Refusal::failed, "parameters and values differ: " + std::string(sqlite3_sql(statement))));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string name = "$" + std::to_string(i + 1);
    const int at = sqlite3_bind_parameter_index(statement, name.c_str());
    if (at == 0) return Failure(refuse(Refusal::failed, name + " is not in: " + sqlite3_sql(statement)));
    if (const int code = bind_value(statement, at, values[i]); code != SQLITE_OK)
      return Failure(sqlite_error(code, handle_.get(), "bind"));
  }
  return {};
}

Result<Rows> Connection::step_all(sqlite3_stmt* statement) {
  const int columns = sqlite3_column_count(statement);
  const auto before = sqlite3_total_changes64(handle_.get());
  std::vector<Value> cells;
  int code = sqlite3_step(statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement))
    for (int column = 0; column < columns; ++column) cells.push_back(read_value(statement, column));
  if (code != SQLITE_DONE) return Failure(sqlite_error(code, handle_.get(), sqlite3_sql(statement)));
  const auto changed = sqlite3_total_changes64(handle_.get()) - before;
  return Rows(static_cast<std::size_t>(columns), std::move(cells), changed);
}

Result<Rows> Connection::run(std::string_view sql, std::span<const Value> values) {
  LYCEUM_TRY(sqlite3_stmt * statement, prepared(sql));
  auto rows = [&]() -> Result<Rows> {
    LYCEUM_CHECK(bind(statement, values));
    return step_all(statement);
  }();
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);  // values were bound without a copy
  return rows;
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

}  // namespace lyceum::store
