// One connection to a PostgreSQL server, with its prepared statements. Used on one thread at a time.
//
// Every wait has an end: connecting takes at most connect_timeout of the address (5 s when it names none), a
// statement what the server allows it (statement_timeout), and an answer that does not come five seconds
// later never comes: the connection is lost.
#pragma once

#include "store/database/database.hpp"
#include "store/postgres/error.hpp"

#include <memory>
#include <string>
#include <unordered_map>

struct pg_conn;
struct pg_result;

namespace lyceum::store {

class PgConnection {
 public:
  static constexpr std::chrono::milliseconds kGrace{5000};

  // `url`: checked by check_store_url. Fails with a sentence that holds the address without its password:
  // nobody there, not let in, older than PostgreSQL 15, not UTF-8. store_unreachable.
  static Result<std::unique_ptr<PgConnection>> open(const std::string& url);
  ~PgConnection();
  PgConnection(const PgConnection&) = delete;
  PgConnection& operator=(const PgConnection&) = delete;

  // Begins a transaction ("BEGIN …") whose statements may each take so long, and forgets the last fault.
  Result<void> begin(std::string_view how, std::chrono::milliseconds statement);
  // Prepares (once per text), runs, returns all rows.
  Result<Rows> run(std::string_view sql, std::span<const Value> values);
  // Fails also when the server rolled back instead, since a statement had failed.
  Result<void> commit();
  Result<void> roll_back();
  // Statements without parameters and rows, outside of transactions: as they stand, separated by ;.
  Result<void> execute(const std::string& sql);

  bool in_transaction() const;
  // Of the last call that failed since begin().
  Fault fault() const { return fault_; }
  // From now on run() fails with store_timeout after that time. nullopt: no limit.
  void set_deadline(std::optional<Mono> deadline) { deadline_ = deadline; }
  // "15.18"
  std::string server_version() const;

 private:
  struct Finish {
    void operator()(pg_conn* handle) const;
  };
  struct Clear {
    void operator()(pg_result* result) const;
  };
  using Answer = std::unique_ptr<pg_result, Clear>;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  explicit PgConnection(pg_conn* handle) : handle_(handle) {}
  Result<void> set_up();
  Result<std::string> prepared(std::string_view sql);
  // Waits for the answers to what was sent: the last one, or the first that says no.
  Result<Answer> answer(bool sent, std::string_view doing);
  // Sends what libpq still holds and reads until PQgetResult would not wait. False: broken, or out of time.
  bool settle(Mono limit);
  Failure lose(std::string_view doing);

  std::unique_ptr<pg_conn, Finish> handle_;
  // Names by text. Texts are literals, so there are only as many as the program has.
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> statements_;
  std::chrono::milliseconds statement_{10'000};
  std::optional<Mono> deadline_;
  Fault fault_ = Fault::none;
};

}  // namespace lyceum::store
