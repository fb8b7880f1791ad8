// The database as everything above it sees it: units of work that run on the database's own threads.
//
//   Task<Result<Offset>> append(…) {
//     return database.write([lesson, body](Transaction& tx) -> Result<Offset> {
//       LYCEUM_TRY(const auto rows, tx.query("INSERT INTO … VALUES ($1, $2) RETURNING n", lesson, body));
//       return static_cast<Offset>(rows[0].integer(0));
//     });
//   }
//
// A unit is all or nothing: it takes effect when it returns a value, and not at all when it returns an error
// or one of its statements failed. It may run several times (on SQLite when another unit of its batch broke
// the transaction, on PostgreSQL after a serialization failure), so it captures by value and has no effect
// outside its transaction. A write is acknowledged only when it is on disk; many waiting units share one sync
// (group commit). Writes that do not await each other may take effect in any order.
//
// SQL is written once for both engines, in their common part:
//   parameters $1 … $9, each used at least once and bound in that order; CAST(… AS …), never ::, and casts
//   around parameters in `$1 IS NULL` and in sums; RETURNING (not inside a CTE); ON CONFLICT, after a SELECT
//   only behind WHERE true, with qualified columns in DO UPDATE; no LIKE, no STRICT, no FOR UPDATE; explicit
//   NULL order; keys are BIGINT NOT NULL and made by the application; texts without NUL.
// A broken constraint is never caught inside a unit: it fails the unit. Use ON CONFLICT to ask.
#pragma once

#include "base/flow/task.hpp"
#include "base/result/result.hpp"
#include "store/database/value.hpp"
#include "store/seal/seal.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <type_traits>

namespace lyceum::store {

// The inside of one unit of work. Only valid while the unit runs, on the thread it runs on.
class Transaction {
 public:
  virtual ~Transaction() = default;

  // Runs one statement and returns all its rows. `sql` is a string literal: statements are prepared once and
  // kept.
  template <class... Args>
  [[nodiscard]] Result<Rows> query(std::string_view sql, const Args&... args) {
    const std::array<Value, sizeof...(Args)> values{to_value(args)...};
    return run(sql, values);
  }
  [[nodiscard]] virtual Result<Rows> run(std::string_view sql, std::span<const Value> values) = 0;

  // The database's, for what is written and read in this unit.
  const Seal& seal() const { return *seal_; }
  void use_seal(const Seal& seal) { seal_ = &seal; }

 private:
  inline static const Seal none_;
  const Seal* seal_ = &none_;
};

// A unit of work with its type erased. run() stores its answer inside; done() hands it over, exactly once.
class Work {
 public:
  virtual ~Work() = default;
  virtual Result<void> run(Transaction& transaction) = 0;
  virtual void done(Result<void> outcome) = 0;

  Mono deadline;  // a unit that has not begun by then is refused with store_timeout
};

// All calls from any thread. Refusals (store/database/refusal.hpp): store_busy, store_timeout,
// store_unreachable 503, store_full 507, store_closed 503; store_uncertain 503, the only one after which a
// write may have taken effect all the same; the unit's own error otherwise.
class Database {
 public:
  static constexpr std::chrono::milliseconds kPatience{5000};

  virtual ~Database() = default;

  // `unit` is callable as Result<T>(Transaction&), as often as needed. The task ends on the thread that
  // awaits it.
  template <class F>
  Task<std::invoke_result_t<F&, Transaction&>> write(F unit, std::chrono::milliseconds patience = kPatience) {
    return submit(Mode::write, std::move(unit), patience);
  }
  // The same, without writing: sees one snapshot, which holds everything acknowledged before the call.
  template <class F>
  Task<std::invoke_result_t<F&, Transaction&>> read(F unit, std::chrono::milliseconds patience = kPatience) {
    return submit(Mode::read, std::move(unit), patience);
  }

  // No new work after this; returns when everything accepted before is done. Blocks: not on a reactor.
  virtual void close() = 0;

  // Units that wait now, and how many may: beyond, units are refused with store_busy.
  struct Queues {
    std::size_t writes = 0, reads = 0, most = 0;
  };
  virtual Queues queues() const = 0;

  // What repositories seal private texts with; none: they are stored in clear. Set before the first of them.
  const Seal& seal() const { return seal_; }
  void use_seal(Seal seal) { seal_ = std::move(seal); }

 protected:
  enum class Mode { read, write };
  // Takes the work or refuses it, by calling its done() in either case.
  virtual void enqueue(Mode mode, std::unique_ptr<Work> work) = 0;

 private:
  template <class F>
  Task<std::invoke_result_t<F&, Transaction&>> submit(Mode mode, F unit, std::chrono::milliseconds patience);

  Seal seal_;
};

template <class F, class Answer>
class UnitOfWork final : public Work {
 public:
  UnitOfWork(F unit, Resume<Answer> resume, const Seal& seal)
      : unit_(std::move(unit)), resume_(std::move(resume)), seal_(seal) {}

  Result<void> run(Transaction& transaction) override {
    transaction.use_seal(seal_);
    answer_.emplace(unit_(transaction));
    if (!*answer_) return Failure(answer_->error());
    return {};
  }
  void done(Result<void> outcome) override {
    if (outcome)
      resume_(std::move(*answer_));
    else
      resume_(Failure(std::move(outcome).error()));
  }

 private:
  F unit_;
  Resume<Answer> resume_;
  const Seal& seal_;
  std::optional<Answer> answer_;
};

template <class F>
Task<std::invoke_result_t<F&, Transaction&>> Database::submit(Mode mode, F unit,
                                                              std::chrono::milliseconds patience) {
  using Answer = std::invoke_result_t<F&, Transaction&>;
  co_return co_await wait_for<Answer>([&](Resume<Answer> resume) {
    auto work = std::make_unique<UnitOfWork<F, Answer>>(std::move(unit), std::move(resume), seal_);
    work->deadline = std::chrono::steady_clock::now() + patience;
    enqueue(mode, std::move(work));
  });
}

}  // namespace lyceum::store
