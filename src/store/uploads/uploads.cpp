#include "store/uploads/uploads.hpp"

namespace lyceum::store {
namespace {

using lesson::Upload;
using MaybeUpload = std::optional<Upload>;

#define LYCEUM_SELECT_UPLOAD                                                                 \
  "SELECT u.lesson_id, u.number, u.state, u.name, u.bytes, u.received, u.refusal, u.tries, " \
  "u.begun_us, u.touched_us FROM upload u JOIN lesson l ON l.id = u.lesson_id "

Upload read_upload(const Row& row) {
  return {.lesson = row.id<LessonId>(0),
          .number = row.integer(1),
          .state = lesson::parse_upload_state(row.text(2)).value_or(lesson::UploadState::refused),
          .name = row.text(3),
          .bytes = static_cast<std::uint64_t>(row.integer(4)),
          .received = static_cast<std::uint64_t>(row.integer(5)),
          .refusal = row.text(6),
          .tries = row.integer(7),
          .begun_at = row.utc(8),
          .touched_at = row.utc(9)};
}

Result<MaybeUpload> find_in(Transaction& tx, LessonId id) {
  LYCEUM_TRY(const auto rows,
             tx.query(LYCEUM_SELECT_UPLOAD "WHERE u.lesson_id = $1 AND l.deleted_us IS NULL", id));
  if (rows.empty()) return std::nullopt;
  return read_upload(rows[0]);
}

Result<MaybeUpload> advance_in(Transaction& tx, LessonId id, std::int64_t number, std::uint64_t received,
                               Utc now) {
  LYCEUM_CHECK(
      tx.query("UPDATE upload SET received = $3, touched_us = $4, "
               "state = CASE WHEN bytes = $3 THEN 'preparing' ELSE state END "
               "WHERE lesson_id = $1 AND number = $2 AND state = 'uploading'",
               id, number, static_cast<std::int64_t>(received), now));
  LYCEUM_TRY(auto found, find_in(tx, id));
  if (!found || found->number != number) return std::nullopt;
  return found;
}

Result<MaybeUpload> refuse_in(Transaction& tx, LessonId id, std::int64_t number, const std::string& code,
                              Utc now) {
  LYCEUM_TRY(const auto changed,
             tx.query("UPDATE upload SET state = 'refused', refusal = $3, touched_us = $4 "
                      "WHERE lesson_id = $1 AND number = $2",
                      id, number, code, now));
  if (changed.changed() == 0) return std::nullopt;
  return find_in(tx, id);
}

Result<MaybeUpload> next_in(Transaction& tx, Utc now) {
  LYCEUM_TRY(const auto rows,
             tx.query(LYCEUM_SELECT_UPLOAD "WHERE u.state = 'preparing' AND l.deleted_us IS NULL "
                                           "ORDER BY u.touched_us, u.lesson_id LIMIT 1"));
  if (rows.empty()) return std::nullopt;
  Upload next = read_upload(rows[0]);
  LYCEUM_CHECK(tx.query("UPDATE upload SET tries = tries + 1, touched_us = $2 WHERE lesson_id = $1",
                        next.lesson, now));
  ++next.tries;
  next.touched_at = now;
  return next;
}

}  // namespace

Task<Result<MaybeUpload>> Uploads::find(LessonId lesson) {
  return database_.read([lesson](Transaction& tx) { return find_in(tx, lesson); });
}

Task<Result<void>> Uploads::begin(Upload upload) {
  return database_.write([fresh = std::move(upload)](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(tx.query("DELETE FROM upload WHERE lesson_id = $1", fresh.lesson));
    LYCEUM_CHECK(
        tx.query("INSERT INTO upload(lesson_id, number, state, name, bytes, received, refusal, tries, "
                 "begun_us, touched_us) "
                 "VALUES ($1, $2, $3, $4, $5, 0, '', 0, $6, $7)",
                 fresh.lesson, fresh.number, lesson::upload_state_name(fresh.state), fresh.name,
                 static_cast<std::int64_t>(fresh.bytes), fresh.begun_at, fresh.touched_at));
    return {};
  });
}

Task<Result<MaybeUpload>> Uploads::advance(LessonId lesson, std::int64_t number, std::uint64_t received,
                                           Utc now) {
  return database_.write([=](Transaction& tx) { return advance_in(tx, lesson, number, received, now); });
}

Task<Result<MaybeUpload>> Uploads::refuse(LessonId lesson, std::int64_t number, std::string code, Utc now) {
  return database_.write(
      [=, why = std::move(code)](Transaction& tx) { return refuse_in(tx, lesson, number, why, now); });
}

Task<Result<MaybeUpload>> Uploads::next_to_prepare(Utc now) {
  return database_.write([now](Transaction& tx) { return next_in(tx, now); });
}

Task<Result<void>> Uploads::untry(LessonId lesson, std::int64_t number) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(
        tx.query("UPDATE upload SET tries = tries - 1 WHERE lesson_id = $1 AND number = $2 AND tries > 0",
                 lesson, number));
    return {};
  });
}

Task<Result<bool>> Uploads::remove(LessonId lesson, std::int64_t number) {
  return database_.write([=](Transaction& tx) -> Result<bool> {
    LYCEUM_TRY(const auto gone,
               tx.query("DELETE FROM upload WHERE lesson_id = $1 AND number = $2", lesson, number));
    return gone.changed() > 0;
  });
}

Task<Result<std::vector<Upload>>> Uploads::all() {
  return database_.read([](Transaction& tx) -> Result<std::vector<Upload>> {
    LYCEUM_TRY(const auto rows, tx.query(LYCEUM_SELECT_UPLOAD "ORDER BY u.touched_us LIMIT 1000"));
    std::vector<Upload> all;
    for (const Row row : rows) all.push_back(read_upload(row));
    return all;
  });
}

}  // namespace lyceum::store
