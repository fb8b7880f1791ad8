#include "store/audit/audit.hpp"

#include "base/secret/random.hpp"
#include "store/database/cursor.hpp"

#include <charconv>
#include <limits>

namespace lyceum::store {
namespace {

// The number in a subject; 0: it is none.
std::int64_t number_of(const std::string& subject) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(subject.data(), subject.data() + subject.size(), number);
  return error == std::errc() && end == subject.data() + subject.size() ? number : 0;
}

site::AuditEntry read_entry(const Row& row) {
  return {.id = row.integer(0),
          .at = row.utc(1),
          .by = row.id<AccountId>(2),
          .by_name = row.text(3),
          .address = row.text(4),
          .action = row.text(5),
          .subject = row.text(6),
          .subject_name = row.text(7),
          .detail = row.text(8)};
}

Result<site::AuditPage> list_in(Transaction& tx, const site::AuditQuery& query) {
  constexpr auto newest = std::numeric_limits<std::int64_t>::max();
  const Cursor from = Cursor::parse(query.after).value_or(Cursor{newest, newest});
  const std::int64_t earliest = query.from ? utc_micros(*query.from) : 0;
  const std::int64_t latest = query.until ? utc_micros(*query.until) : newest;
  LYCEUM_TRY(const auto rows,
             tx.query("SELECT x.id, x.at_us, x.account_id, COALESCE(a.name, ''), x.address, x.action, "
                      "x.subject, COALESCE(s.name, l.title, ''), x.detail FROM audit x "
                      "LEFT JOIN account a ON a.id = x.account_id "
                      "LEFT JOIN account s ON s.id = x.subject_id "
                      "LEFT JOIN lesson l ON l.id = x.subject_id "
                      "WHERE (CAST($1 AS BIGINT) = 0 OR x.account_id = $1 OR x.subject_id = $1) "
                      "AND substr(x.action, 1, length(CAST($2 AS TEXT))) = CAST($2 AS TEXT) "
                      "AND x.at_us >= $3 AND x.at_us < $4 "
                      "AND (x.at_us < $5 OR (x.at_us = $5 AND x.id < $6)) "
                      "ORDER BY x.at_us DESC, x.id DESC LIMIT $7",
                      query.person, query.kind, earliest, latest, from.sort, from.id, query.limit + 1));
  site::AuditPage page;
  for (const Row row : rows) page.items.push_back(read_entry(row));
  if (page.items.size() > static_cast<std::size_t>(query.limit)) {
    page.items.pop_back();
    page.next = Cursor{utc_micros(page.items.back().at), page.items.back().id}.str();
  }
  return page;
}

}  // namespace

Result<void> audit(Transaction& tx, Utc now, const Actor& by, std::string_view action,
                   const std::string& subject, const std::string& detail) {
  LYCEUM_CHECK(
      tx.query("INSERT INTO audit(id, at_us, account_id, address, action, subject, subject_id, detail) "
               "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               random_between(1, (std::int64_t{1} << 53) - 1), now, by.account, by.address, action, subject,
               number_of(subject), detail));
  return {};
}

Task<Result<void>> AuditLog::note(site::AuditNote note) {
  return database_.write([entry = std::move(note)](Transaction& tx) {
    return audit(tx, entry.at, entry.by, entry.action, entry.subject, entry.detail);
  });
}

Task<Result<site::AuditPage>> AuditLog::list(site::AuditQuery query) {
  return database_.read([query](Transaction& tx) { return list_in(tx, query); });
}

}  // namespace lyceum::store
