#include "store/documents/documents.hpp"

namespace lyceum::store {
namespace {

using lesson::Document;
using Maybe = lesson::DocumentRepository::Maybe;

#define LYCEUM_SELECT_DOCUMENT                                                                          \
  "SELECT d.lesson_id, d.number, d.purpose, d.state, d.name, d.bytes, d.received, d.pages, d.refusal, " \
  "d.tries, d.begun_us, d.touched_us FROM document d JOIN lesson l ON l.id = d.lesson_id "              \
  "WHERE l.deleted_us IS NULL "

Document read_document(const Row& row) {
  return {.lesson = row.id<LessonId>(0),
          .number = row.integer(1),
          .purpose = lesson::parse_purpose(row.text(2)).value_or(lesson::Purpose::handout),
          .state = lesson::parse_document_state(row.text(3)).value_or(lesson::DocumentState::refused),
          .name = row.text(4),
          .bytes = static_cast<std::uint64_t>(row.integer(5)),
          .received = static_cast<std::uint64_t>(row.integer(6)),
          .pages = row.integer(7),
          .refusal = row.text(8),
          .tries = row.integer(9),
          .begun_at = row.utc(10),
          .touched_at = row.utc(11)};
}

std::vector<Document> read_all(const Rows& rows) {
  std::vector<Document> all;
  for (const Row row : rows) all.push_back(read_document(row));
  return all;
}

Result<Maybe> find_in(Transaction& tx, LessonId id, std::int64_t number) {
  LYCEUM_TRY(const auto rows,
             tx.query(LYCEUM_SELECT_DOCUMENT "AND d.lesson_id = $1 AND d.number = $2", id, number));
  if (rows.empty()) return std::nullopt;
  return read_document(rows[0]);
}

Result<void> begin_in(Transaction& tx, const Document& fresh) {
  LYCEUM_TRY(const auto there, tx.query("SELECT COUNT(*) FROM document WHERE lesson_id = $1", fresh.lesson));
  if (there[0].integer(0) >= static_cast<std::int64_t>(lesson::documents_max))
    return Failure(lesson::too_many_documents());
  LYCEUM_CHECK(tx.query(
      "INSERT INTO document(lesson_id, number, purpose, state, name, bytes, received, pages, refusal, tries, "
      "begun_us, touched_us) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, '', 0, $7, $8)",
      fresh.lesson, fresh.number, lesson::purpose_name(fresh.purpose),
      lesson::document_state_name(fresh.state), fresh.name, static_cast<std::int64_t>(fresh.bytes),
      fresh.begun_at, fresh.touched_at));
  return {};
}

Result<Maybe> next_in(Transaction& tx, Utc now) {
  LYCEUM_TRY(const auto rows,
             tx.query(LYCEUM_SELECT_DOCUMENT "AND d.state IN ('drawing', 'converting') "
                                             "ORDER BY d.touched_us, d.lesson_id, d.number LIMIT 1"));
  if (rows.empty()) return std::nullopt;
  Document next = read_document(rows[0]);
  ++next.tries;
  next.touched_at = now;
  LYCEUM_CHECK(
      tx.query("UPDATE document SET tries = $3, touched_us = $4 WHERE lesson_id = $1 AND number = $2",
               next.lesson, next.number, next.tries, now));
  return next;
}

}  // namespace

Task<Result<std::vector<Document>>> Documents::of(LessonId id) {
  return database_.read([id](Transaction& tx) -> Result<std::vector<Document>> {
    LYCEUM_TRY(const auto rows,
               tx.query(LYCEUM_SELECT_DOCUMENT "AND d.lesson_id = $1 ORDER BY d.begun_us, d.number", id));
    return read_all(rows);
  });
}

Task<Result<Maybe>> Documents::find(LessonId id, std::int64_t number) {
  return database_.read([=](Transaction& tx) { return find_in(tx, id, number); });
}

Task<Result<void>> Documents::begin(Document document) {
  return database_.write([fresh = std::move(document)](Transaction& tx) { return begin_in(tx, fresh); });
}

Task<Result<Maybe>> Documents::advance(LessonId id, std::int64_t number, std::uint64_t received, Utc now) {
  return database_.write([=](Transaction& tx) -> Result<Maybe> {
    LYCEUM_CHECK(
        tx.query("UPDATE document SET received = $3, touched_us = $4, "
                 "state = CASE WHEN bytes = $3 THEN 'drawing' ELSE state END "
                 "WHERE lesson_id = $1 AND number = $2 AND state = 'uploading'",
                 id, number, static_cast<std::int64_t>(received), now));
    return find_in(tx, id, number);
  });
}

Task<Result<Maybe>> Documents::ready(LessonId id, std::int64_t number, std::int64_t pages, Utc now) {
  return database_.write([=](Transaction& tx) -> Result<Maybe> {
    LYCEUM_CHECK(
        tx.query("UPDATE document SET state = 'ready', pages = $3, touched_us = $4 "
                 "WHERE lesson_id = $1 AND number = $2 AND state = 'drawing'",
                 id, number, pages, now));
    return find_in(tx, id, number);
  });
}

Task<Result<Maybe>> Documents::refuse(LessonId id, std::int64_t number, std::string code, Utc now) {
  return database_.write([=, why = std::move(code)](Transaction& tx) -> Result<Maybe> {
    LYCEUM_CHECK(
        tx.query("UPDATE document SET state = 'refused', refusal = $3, touched_us = $4 "
                 "WHERE lesson_id = $1 AND number = $2 AND state IN ('drawing', 'converting')",
                 id, number, why, now));
    return find_in(tx, id, number);
  });
}

Task<Result<Maybe>> Documents::converting(LessonId id, std::int64_t number, Utc now) {
  return database_.write([=](Transaction& tx) -> Result<Maybe> {
    LYCEUM_CHECK(
        tx.query("UPDATE document SET state = 'converting', touched_us = $3 "
                 "WHERE lesson_id = $1 AND number = $2 AND state = 'drawing'",
                 id, number, now));
    return find_in(tx, id, number);
  });
}

Task<Result<Maybe>> Documents::converted(LessonId id, std::int64_t number, std::uint64_t bytes, Utc now) {
  return database_.write([=](Transaction& tx) -> Result<Maybe> {
    LYCEUM_CHECK(
        tx.query("UPDATE document SET state = 'drawing', bytes = $3, received = $3, touched_us = $4 "
                 "WHERE lesson_id = $1 AND number = $2 AND state = 'converting'",
                 id, number, static_cast<std::int64_t>(bytes), now));
    return find_in(tx, id, number);
  });
}

Task<Result<Maybe>> Documents::next_to_draw(Utc now) {
  return database_.write([now](Transaction& tx) { return next_in(tx, now); });
}

Task<Result<bool>> Documents::remove(LessonId id, std::int64_t number) {
  return database_.write([=](Transaction& tx) -> Result<bool> {
    LYCEUM_TRY(const auto gone,
               tx.query("DELETE FROM document WHERE lesson_id = $1 AND number = $2", id, number));
    return gone.changed() > 0;
  });
}

Task<Result<std::vector<Document>>> Documents::all(LessonId after, std::int64_t after_number,
                                                   std::size_t limit) {
  return database_.read([=](Transaction& tx) -> Result<std::vector<Document>> {
    LYCEUM_TRY(const auto rows, tx.query(LYCEUM_SELECT_DOCUMENT
                                         "AND (d.lesson_id > $1 OR (d.lesson_id = $1 AND d.number > $2)) "
                                         "ORDER BY d.lesson_id, d.number LIMIT $3",
                                         after, after_number, static_cast<std::int64_t>(limit)));
    return read_all(rows);
  });
}

}  // namespace lyceum::store
