// One SQLite connection with its prepared statements. Used on one thread at a time.
#pragma once

#include "store/database/database.hpp"

#include <memory>
#include <string>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace lyceum::store {

class Connection {
 public:
  enum class Kind { reader, writer };

  // The writer makes the file when it is missing and switches it to the write-ahead log; so it is opened
  // first.
  static Result<std::unique_ptr<Connection>> open(const std::string& path, Kind kind);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Prepares (once per text), binds $1 … by name, steps to the end.
  Result<Rows> run(std::string_view sql, std::span<const Value> values);
  // False: SQLite has ended the transaction by itself (disk full, I/O error), and with it all units in it.
  bool in_transaction() const;
  // From now on run() fails with store_timeout after that time. nullopt: no limit.
  void set_deadline(std::optional<Mono> deadline) { deadline_ = deadline; }
  // For what SQLite offers outside its language (store/backup).
  sqlite3* handle() const { return handle_.get(); }

 private:
  struct CloseConnection {
    void operator()(sqlite3* handle) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  Connection() = default;
  Result<sqlite3_stmt*> prepared(std::string_view sql);
  Result<void> bind(sqlite3_stmt* statement, std::span<const Value> values);
  Result<Rows> step_all(sqlite3_stmt* statement);

  std::unique_ptr<sqlite3, CloseConnection> handle_;
  // By text. Texts are literals, so there are only as many as the program has.
  std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
  std::optional<Mono> deadline_;
};

}  // namespace lyceum::store
