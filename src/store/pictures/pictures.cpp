#include "store/pictures/pictures.hpp"

namespace lyceum::store {
namespace {

Result<std::int64_t> add_in(Transaction& tx, LessonId lesson, const Bytes& body) {
  LYCEUM_TRY(const auto rows,
             tx.query("SELECT COALESCE(MAX(number), 0) FROM lesson_picture WHERE lesson_id = $1", lesson));
  const std::int64_t number = rows[0].integer(0) + 1;
  if (number > lesson::kPicturesMax) return Failure(refuse(lesson::PictureRefusal::pictures_full));
  LYCEUM_CHECK(tx.query("INSERT INTO lesson_picture(lesson_id, number, body) VALUES ($1, $2, $3)", lesson,
                        number, body));
  return number;
}

}  // namespace

Task<Result<std::int64_t>> Pictures::add(LessonId lesson, lesson::Picture picture) {
  return database_.write(
      [lesson, body = std::move(picture.bytes)](Transaction& tx) { return add_in(tx, lesson, body); });
}

Task<Result<std::optional<lesson::Picture>>> Pictures::find(LessonId lesson, std::int64_t number) {
  return database_.read([lesson, number](Transaction& tx) -> Result<std::optional<lesson::Picture>> {
    LYCEUM_TRY(
        const auto rows,
        tx.query("SELECT body FROM lesson_picture WHERE lesson_id = $1 AND number = $2", lesson, number));
    if (rows.empty()) return std::nullopt;
    LYCEUM_TRY(auto picture, lesson::checked_picture(rows[0].bytes(0)));
    return picture;
  });
}

}  // namespace lyceum::store
