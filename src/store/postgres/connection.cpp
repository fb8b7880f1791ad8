#include "store/postgres/connection.hpp"

#include "base/log/log.hpp"
#include "store/address/address.hpp"
#include "store/database/refusal.hpp"
#include "store/postgres/parameters.hpp"
#include "store/postgres/rows.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

#include <libpq-fe.h>
#include <poll.h>

namespace lyceum::store {
namespace {

constexpr int kOldest = 150'000;  // PostgreSQL 15, which it is tested with
constexpr int kBinary = 1;

// What stands before dbname the address may say otherwise, what stands behind it not.
// A peer that is gone without a word is noticed within half a minute.
pg_conn* connect(const std::string& url) {
  constexpr std::array keys{"connect_timeout",  "keepalives_idle",      "keepalives_interval",
                            "keepalives_count", "tcp_user_timeout",     "fallback_application_name",
                            "dbname",           "target_session_attrs", "client_encoding"};
  const std::array<const char*, keys.size()> values{"5",      "10",        "5",          "3",   "20000",
                                                    "lyceum", url.c_str(), "read-write", "UTF8"};
  std::array<const char*, keys.size() + 1> key_list{}, value_list{};
  std::ranges::copy(keys, key_list.begin());
  std::ranges::copy(values, value_list.begin());
  return PQconnectdbParams(key_list.data(), value_list.data(), 1);
}

// The server would tell about a peer that is gone after two hours only; and a commit is answered when it is
// on disk, whatever the server's default is.
constexpr const char* kSession =
    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;"
    "SET idle_in_transaction_session_timeout = 60000;"
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = "
    "'off'";

Failure unusable(const std::string& url, std::string_view why) {
  return Failure(refuse(Refusal::unreachable,
                        "cannot use the database " + without_password(url) + ": " + std::string(why)));
}

void note(void*, const char* message) { log_debug("postgres", {{"notice", one_line_of(message)}}); }

bool says_no(const pg_result* result) {
  const auto status = PQresultStatus(result);
  return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK;
}

}  // namespace

void PgConnection::Finish::operator()(pg_conn* handle) const { PQfinish(handle); }
void PgConnection::Clear::operator()(pg_result* result) const { PQclear(result); }
PgConnection::~PgConnection() = default;

Result<std::unique_ptr<PgConnection>> PgConnection::open(const std::string& url) {
  LYCEUM_CHECK(check_store_url(url));
  std::unique_ptr<PgConnection> connection(new PgConnection(connect(url)));
  pg_conn* const handle = connection->handle_.get();
  if (PQstatus(handle) != CONNECTION_OK) return unusable(url, one_line_of(PQerrorMessage(handle)));
  if (PQserverVersion(handle) < kOldest)
    return unusable(url, "it is PostgreSQL " + connection->server_version() + ", and 15 is the oldest");
  const char* encoding = PQparameterStatus(handle, "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8")
    return unusable(url,
                    "its encoding is not UTF8: make it with createdb --encoding=UTF8 --template=template0");
  if (auto ready = connection->set_up(); !ready) return unusable(url, ready.error().detail);
  return connection;
}

Result<void> PgConnection::set_up() {
  PQsetNoticeProcessor(handle_.get(), note, nullptr);
  PQsetErrorVerbosity(handle_.get(), PQERRORS_TERSE);
  if (PQsetnonblocking(handle_.get(), 1) != 0) return lose("cannot be made non-blocking");
  return execute(kSession);
}

std::string PgConnection::server_version() const {
  const int version = PQserverVersion(handle_.get());
  return std::to_string(version / 10'000) + "." + std::to_string(version % 10'000);
}

bool PgConnection::in_transaction() const { return PQtransactionStatus(handle_.get()) == PQTRANS_INTRANS; }

Result<void> PgConnection::begin(std::string_view how, std::chrono::milliseconds statement) {
  fault_ = Fault::none;
  statement_ = statement;
  return execute(std::string(how) + "; SET LOCAL statement_timeout = " + std::to_string(statement.count()));
}

Result<void> PgConnection::commit() {
  LYCEUM_TRY(const auto done, answer(PQsendQuery(handle_.get(), "COMMIT") == 1, "COMMIT"));
  if (std::string_view(PQcmdStatus(done.get())) == "COMMIT") return {};
  return Failure(refuse(Refusal::failed, "the transaction was rolled back"));
}

Result<void> PgConnection::roll_back() { return execute("ROLLBACK"); }

Result<void> PgConnection::execute(const std::string& sql) {
  LYCEUM_CHECK(answer(PQsendQuery(handle_.get(), sql.c_str()) == 1, sql));
  return {};
}

Result<Rows> PgConnection::run(std::string_view sql, std::span<const Value> values) {
  if (deadline_ && std::chrono::steady_clock::now() > *deadline_)
    return Failure(refuse(Refusal::timeout, std::string(sql)));
  LYCEUM_TRY(const std::string name, prepared(sql));
  const Parameters given(values);
  const bool sent = PQsendQueryPrepared(handle_.get(), name.c_str(), given.count(), given.values(),
                                        given.lengths(), given.formats(), kBinary) == 1;
  LYCEUM_TRY(const auto rows, answer(sent, sql));
  return to_rows(rows.get(), sql);
}

Result<std::string> PgConnection::prepared(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
  std::string name = "s" + std::to_string(statements_.size());
  const std::string text(sql);
  LYCEUM_CHECK(answer(PQsendPrepare(handle_.get(), name.c_str(), text.c_str(), 0, nullptr) == 1, sql));
  statements_.emplace(text, name);
  return name;
}

Result<PgConnection::Answer> PgConnection::answer(bool sent, std::string_view doing) {
  if (!sent) return lose(doing);
  const Mono limit = std::chrono::steady_clock::now() + statement_ + kGrace;
  Answer last;
  std::optional<Error> wrong;
  for (;;) {
    if (!settle(limit)) break;
    Answer next(PQgetResult(handle_.get()));
    if (!next && wrong) return Failure(std::move(*wrong));
    if (!next) return last;
    if (const auto status = PQresultStatus(next.get());
        status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH)
      break;  // nobody here speaks it, and the connection now speaks nothing else
    if (!says_no(next.get())) {
      last = std::move(next);
    } else if (!wrong) {
      wrong = postgres_error(next.get(), doing);
      const char* sqlstate = PQresultErrorField(next.get(), PG_DIAG_SQLSTATE);
      fault_ = fault_of(sqlstate != nullptr ? sqlstate : "");
      if (fault_ == Fault::lost || PQstatus(handle_.get()) != CONNECTION_OK) break;
    }
  }
  if (!wrong) return lose(doing);
  (void)lose(doing);
  return Failure(refuse(Refusal::unreachable, std::move(wrong->detail)));
}

bool PgConnection::settle(Mono limit) {
  for (;;) {
    const int unsent = PQflush(handle_.get());
    if (unsent < 0) return false;
    if (unsent == 0 && PQisBusy(handle_.get()) == 0) return true;
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(limit - std::chrono::steady_clock::now()).count();
    if (left <= 0) return false;
    pollfd line{PQsocket(handle_.get()), static_cast<short>(unsent > 0 ? POLLIN | POLLOUT : POLLIN), 0};
    const int ready = ::poll(&line, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready < 0 && errno != EINTR) return false;
    if (ready > 0 && (line.revents & ~POLLOUT) != 0 && PQconsumeInput(handle_.get()) == 0) return false;
  }
}

Failure PgConnection::lose(std::string_view doing) {
  fault_ = Fault::lost;
  std::string why = one_line_of(PQerrorMessage(handle_.get()));
  if (why.empty()) why = "no answer";
  return Failure(refuse(Refusal::unreachable, why + ": " + std::string(doing)));
}

}  // namespace lyceum::store
