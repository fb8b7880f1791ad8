#include "lesson/lesson/review.hpp"

#include "lesson/lesson/refusal.hpp"

namespace lyceum::lesson {
namespace {

Face with(Face face, const FaceEdit& edit) {
  if (edit.title) face.title = *edit.title;
  if (edit.description) face.description = *edit.description;
  if (edit.cover) face.cover = *edit.cover;
  return face;
}

Review waiting(Face face, Utc now) {
  return {.state = ReviewState::pending, .face = std::move(face), .why = {}, .asked_at = now};
}

}  // namespace

std::string_view review_state_name(ReviewState state) {
  return state == ReviewState::pending ? "pending" : "declined";
}

std::optional<ReviewState> parse_review_state(std::string_view name) {
  for (const ReviewState state : {ReviewState::pending, ReviewState::declined})
    if (review_state_name(state) == name) return state;
  return std::nullopt;
}

const Face& newest(const Filed& filed) { return filed.review ? filed.review->face : filed.face; }

Filed filed_new(Face face, bool reviewed, Utc now) {
  Filed filed{.face = std::move(face), .published = !reviewed, .review = {}};
  if (reviewed) filed.review = waiting(filed.face, now);
  return filed;
}

Filed edited(Filed filed, const FaceEdit& edit, bool reviewed, Utc now) {
  Face face = with(newest(filed), edit);
  if (face == newest(filed)) return filed;
  if (!filed.published) {
    filed.face = face;
    // An operator who puts something right does not decide by that.
    if (filed.review)
      filed.review =
          reviewed ? waiting(std::move(face), now)
                   : Review{filed.review->state, std::move(face), filed.review->why, filed.review->asked_at};
    return filed;
  }
  filed.review.reset();
  if (!reviewed)
    filed.face = std::move(face);
  else if (face != filed.face)
    filed.review = waiting(std::move(face), now);
  return filed;
}

Result<Filed> approved(Filed filed) {
  if (!filed.review) return Failure(refuse(Refusal::nothing_to_review));
  filed.face = std::move(filed.review->face);
  filed.published = true;
  filed.review.reset();
  return filed;
}

Result<Filed> declined(Filed filed, std::string why) {
  if (!filed.review || filed.review->state != ReviewState::pending)
    return Failure(refuse(Refusal::nothing_to_review));
  filed.review->state = ReviewState::declined;
  filed.review->why = std::move(why);
  return filed;
}

}  // namespace lyceum::lesson
