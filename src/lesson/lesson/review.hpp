// The review of lessons before they are published: pure. Learners read what is published; what its lecturer
// changes afterwards waits beside it until an operator has seen it.
#pragma once

#include "base/names/id.hpp"
#include "base/result/result.hpp"
#include "base/time/clock.hpp"

#include <optional>
#include <string>

namespace lyceum::lesson {

// What of a lesson is reviewed.
struct Face {
  std::string title, description;
  std::int64_t cover = 0;  // names a picture; 0: none
  bool operator==(const Face&) const = default;
};

enum class ReviewState { pending, declined };
std::string_view review_state_name(ReviewState state);
std::optional<ReviewState> parse_review_state(std::string_view name);

struct Review {
  ReviewState state = ReviewState::pending;
  Face face;        // as it would be published
  std::string why;  // declined: in the operator's words
  Utc asked_at;     // for the present face
  bool operator==(const Review&) const = default;
};

// How a lesson stands.
struct Filed {
  Face face;              // what learners read, or would read if it were published
  bool published = true;  // false: only its staff knows of the lesson
  std::optional<Review> review;
  bool operator==(const Filed&) const = default;
};

// What is given changes.
struct FaceEdit {
  std::optional<std::string> title = {}, description = {};
  std::optional<std::int64_t> cover = {};
};

// A new lesson. `reviewed`: the site asks for it, and its lecturer is no operator.
Filed filed_new(Face face, bool reviewed, Utc now);
// The lesson after a change. A reviewed change of a published lesson waits beside it; one that comes back to
// what is published waits no longer. A lesson that was never published changes itself, and waits anew.
Filed edited(Filed filed, const FaceEdit& edit, bool reviewed, Utc now);
// Refusal: nothing_to_review.
Result<Filed> approved(Filed filed);
// What is published stays. Refusal: nothing_to_review, when nothing waits.
Result<Filed> declined(Filed filed, std::string why);

// What its staff sees and edits: the newest.
const Face& newest(const Filed& filed);

}  // namespace lyceum::lesson
