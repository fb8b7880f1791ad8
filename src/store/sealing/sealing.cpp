#include "store/sealing/sealing.hpp"

#include "base/log/log.hpp"
#include "store/accounts/rows.hpp"
#include "store/room_log/event_text.hpp"

namespace lyceum::store {
namespace {

constexpr int kSlice = 200;  // rows at a time
constexpr std::string_view word = "lyceum", word_place = "setting.seal";

Failure refused(std::string detail) {
  return Failure(Error{.status = 500,
                       .code = "seal_key",
                       .en = "The seal key cannot be used.",
                       .zh = "封存密钥无法使用。",
                       .detail = std::move(detail)});
}

// "seal1:KEYID:…" → KEYID
std::string id_in(const std::string& stored) {
  return stored.size() > 14 ? stored.substr(6, 8) : std::string();
}

Result<std::string> setting(Transaction& tx, std::string_view name) {
  LYCEUM_TRY(const auto rows, tx.query("SELECT value FROM setting WHERE name = $1", name));
  return rows.empty() ? std::string() : rows[0].text(0);
}

Result<void> set(Transaction& tx, std::string_view name, const std::string& value) {
  LYCEUM_CHECK(
      tx.query("INSERT INTO setting(name, value) VALUES ($1, $2) "
               "ON CONFLICT(name) DO UPDATE SET value = $2",
               name, value));
  return {};
}

Result<void> check_in(Transaction& tx, const Seal& seal) {
  LYCEUM_TRY(const std::string stored, setting(tx, "seal"));
  if (!stored.empty()) {
    const auto opened = seal.open(stored, word_place);
    if (!opened || *opened != word)
      return refused("private texts in the database are sealed with key " + id_in(stored) +
                     ", which store.seal_key_file does not hold: name the file that does");
  }
  if (!seal.closes() || id_in(stored) == seal.key_id()) return {};
  return set(tx, "seal", seal.close(word, word_place));
}

Result<SealState> state_in(Transaction& tx, const Seal& seal) {
  LYCEUM_TRY(const std::string stored, setting(tx, "seal"));
  LYCEUM_TRY(const std::string done, setting(tx, "seal_done"));
  const bool sealed = !stored.empty();
  return SealState{.key_id = id_in(stored), .whole = seal.closes() ? done == seal.key_id() : !sealed};
}

struct Slice {
  std::int64_t lesson = 0, n = 0;  // the last row that was looked at; of accounts, `n`
  std::uint64_t changed = 0;
  bool last = false;
};

Result<Slice> reseal_events(Transaction& tx, const Seal& seal, Slice from) {
  LYCEUM_TRY(const auto rows,
             tx.query("SELECT lesson_id, n, body FROM room_event "
                      "WHERE lesson_id > $1 OR (lesson_id = $1 AND n > $2) ORDER BY lesson_id, n LIMIT $3",
                      from.lesson, from.n, kSlice));
  Slice made = from;
  made.last = rows.size() < kSlice;
  for (const Row row : rows) {
    made.lesson = row.integer(0);
    made.n = row.integer(1);
    if (seal.is_current(row.text(2))) continue;
    LYCEUM_TRY(const std::string text, open_event(seal, made.lesson, made.n, row.text(2)));
    LYCEUM_CHECK(tx.query("UPDATE room_event SET body = $3 WHERE lesson_id = $1 AND n = $2", made.lesson,
                          made.n, close_event(seal, made.lesson, made.n, text)));
    ++made.changed;
  }
  return made;
}

// A deleted account keeps its row and no login.
Result<Slice> reseal_accounts(Transaction& tx, const Seal& seal, Slice from) {
  LYCEUM_TRY(const auto rows,
             tx.query("SELECT id, login, name FROM account WHERE id > $1 AND deleted_us IS NULL "
                      "ORDER BY id LIMIT $2",
                      from.n, kSlice));
  Slice made = from;
  made.last = rows.size() < kSlice;
  for (const Row row : rows) {
    made.n = row.integer(0);
    if (seal.is_current(row.text(1))) continue;
    LYCEUM_TRY(const std::string login, seal.open(row.text(1), kLoginPlace));
    LYCEUM_CHECK(tx.query("UPDATE account SET login = $2, search = $3 WHERE id = $1", made.n,
                          seal.close_alike(login, kLoginPlace), search_text(seal, login, row.text(2))));
    ++made.changed;
  }
  return made;
}

Result<void> note_done(Transaction& tx, const Seal& seal) {
  if (seal.closes()) return set(tx, "seal_done", seal.key_id());
  LYCEUM_CHECK(tx.query("DELETE FROM setting WHERE name = 'seal' OR name = 'seal_done'"));
  return {};
}

}  // namespace

Task<Result<void>> check_seal(Database& database) {
  return database.write([&seal = database.seal()](Transaction& tx) { return check_in(tx, seal); });
}

Task<Result<SealState>> seal_state(Database& database) {
  return database.read([&seal = database.seal()](Transaction& tx) { return state_in(tx, seal); });
}

Task<Result<std::uint64_t>> reseal(Database& database, std::function<Task<void>()> rest) {
  LYCEUM_CO_TRY(const auto state, co_await seal_state(database));
  if (state.whole) co_return 0;
  std::uint64_t changed = 0;
  for (const auto table : {reseal_accounts, reseal_events}) {
    Slice slice;
    while (!slice.last) {
      auto unit = [table, slice](Transaction& tx) { return table(tx, tx.seal(), slice); };
      LYCEUM_CO_TRY(slice, co_await database.write(std::move(unit)));
      co_await rest();
    }
    changed += slice.changed;
  }
  LYCEUM_CO_CHECK(co_await database.write([](Transaction& tx) { return note_done(tx, tx.seal()); }));
  log_info(database.seal().closes() ? "private texts sealed" : "private texts unsealed",
           {{"texts", std::to_string(changed)}});
  co_return changed;
}

}  // namespace lyceum::store
