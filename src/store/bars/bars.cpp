#include "store/bars/bars.hpp"

namespace lyceum::store {

Task<Result<std::vector<lesson::Bar>>> Bars::bars(Utc now) {
  return database_.read([=](Transaction& tx) -> Result<std::vector<lesson::Bar>> {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT lesson_id, account_id, mark, since_us, until_us FROM address_bar "
                        "WHERE until_us > $1",
                        now));
    std::vector<lesson::Bar> all;
    for (const Row row : rows)
      all.push_back({row.id<LessonId>(0), row.id<AccountId>(1), row.bytes(2), row.utc(3), row.utc(4)});
    return all;
  });
}

Task<Result<void>> Bars::put(lesson::Bar bar) {
  return database_.write([bar = std::move(bar)](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(
        tx.query("INSERT INTO address_bar(lesson_id, account_id, mark, since_us, until_us) "
                 "VALUES ($1, $2, $3, $4, $5) ON CONFLICT(lesson_id, account_id) DO UPDATE SET "
                 "mark = excluded.mark, since_us = excluded.since_us, until_us = excluded.until_us",
                 bar.lesson, bar.account, bar.mark, bar.since, bar.until));
    return {};
  });
}

Task<Result<void>> Bars::remove(LessonId lesson, AccountId account) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(
        tx.query("DELETE FROM address_bar WHERE lesson_id = $1 AND account_id = $2", lesson, account));
    return {};
  });
}

Task<Result<void>> Bars::erase_ended(Utc now) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(tx.query("DELETE FROM address_bar WHERE until_us <= $1", now));
    return {};
  });
}

}  // namespace lyceum::store
