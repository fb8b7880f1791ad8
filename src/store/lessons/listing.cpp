#include "store/lessons/listing.hpp"

#include "store/database/cursor.hpp"
#include "store/lessons/rows.hpp"

#include <limits>
#include <string>
#include <vector>

namespace lyceum::store {
namespace {

// A statement put together from a few parts: there are some hundred texts in all.
class Statement {
 public:
  // The next parameter's name.
  std::string bind(Value value) {
    values_.push_back(std::move(value));
    return "$" + std::to_string(values_.size());
  }
  void add(std::string_view part) { text_ += part; }
  Result<Rows> run(Transaction& tx) const { return tx.run(text_, values_); }

 private:
  std::string text_ = LYCEUM_SELECT_LESSON "WHERE l.deleted_us IS NULL ";
  std::vector<Value> values_;
};

void add_visibility(Statement& statement, AccountId viewer) {
  const std::string account = statement.bind(to_value(viewer));
  // What waits for its first review is found by its staff.
  statement.add("AND (l.published = 1 OR l.lecturer_id = " + account +
                " OR EXISTS (SELECT 1 FROM seat s WHERE s.lesson_id = l.id AND s.account_id = " + account +
                " AND s.role = 'assistant')) ");
  statement.add("AND (l.access <> 'invite' OR l.lecturer_id = " + account +
                " OR EXISTS (SELECT 1 FROM seat s WHERE s.lesson_id = l.id AND s.account_id = " + account +
                ") OR EXISTS (SELECT 1 FROM entitlement e WHERE e.lesson_id = l.id AND e.account_id = " +
                account + ")) ");
}

// Uploaded lessons that are not open yet are announced when they have a time; else only those who make them
// look for them.
void add_kinds(Statement& statement, const lesson::LessonQuery& query) {
  if (!query.kinds.empty()) {
    std::string list;
    for (const lesson::Kind kind : query.kinds)
      list += (list.empty() ? "" : ", ") + statement.bind(to_value(lesson::kind_name(kind)));
    statement.add("AND l.kind IN (" + list + ") ");
  }
  if (!query.lecturer)
    statement.add("AND (l.kind = 'live' OR l.state <> 'scheduled' OR l.starts_us IS NOT NULL) ");
}

// Titles are kept as written; SQLite's lower() knows ASCII only, so elsewhere case counts there.
void add_search(Statement& statement, const std::string& search) {
  const std::string text = statement.bind(search);
  statement.add("AND (replace(lower(l.title), " + text + ", '') <> lower(l.title) OR replace(a.search, " +
                text + ", '') <> a.search OR CAST(l.id AS TEXT) = " + text + ") ");
}

// Scheduled lessons: the next one first. All others: the latest first.
void add_order(Statement& statement, const lesson::LessonQuery& query) {
  const bool rising = query.state == lesson::State::scheduled;
  const auto edge =
      rising ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
  const Cursor from = Cursor::parse(query.after).value_or(Cursor{edge, edge});
  const std::string sort = statement.bind(from.sort), id = statement.bind(from.id);
  const std::string limit = statement.bind(std::int64_t{query.limit} + 1);
  const std::string_view beyond = rising ? " > " : " < ", direction = rising ? " ASC" : " DESC";
  statement.add("AND (l.filed_us");
  statement.add(beyond);
  statement.add(sort + " OR (l.filed_us = " + sort + " AND l.id");
  statement.add(beyond);
  statement.add(id + ")) ORDER BY l.filed_us");
  statement.add(direction);
  statement.add(", l.id");
  statement.add(direction);
  statement.add(" LIMIT " + limit);
}

}  // namespace

Result<lesson::LessonPage> list_lessons(Transaction& tx, const lesson::LessonQuery& query) {
  Statement statement;
  if (query.state)
    statement.add("AND l.state = " + statement.bind(to_value(lesson::state_name(*query.state))) + " ");
  if (query.lecturer) statement.add("AND l.lecturer_id = " + statement.bind(to_value(query.lecturer)) + " ");
  add_kinds(statement, query);
  if (query.waiting) statement.add("AND v.state = 'pending' ");
  if (!query.search.empty()) add_search(statement, query.search);
  if (!query.sees_all) add_visibility(statement, query.viewer);
  add_order(statement, query);
  LYCEUM_TRY(const auto rows, statement.run(tx));
  lesson::LessonPage page;
  for (const Row row : rows) {
    if (page.items.size() == static_cast<std::size_t>(query.limit)) {
      const Row last = rows[page.items.size() - 1];
      page.next = Cursor{last.integer(kFiledColumn), last.integer(0)}.str();
      break;
    }
    page.items.push_back(read_lesson(row));
  }
  return page;
}

}  // namespace lyceum::store
