#include "lesson/lesson/review.hpp"

#include <gtest/gtest.h>

namespace lyceum::lesson {
namespace {

const Utc kThen(std::chrono::hours(1000)), kNow(std::chrono::hours(2000));
const Face kTea{"Tea", "About tea", 0}, kCoffee{"Coffee", "About tea", 0}, kPictured{"Tea", "About tea", 5};
const FaceEdit kToCoffee{.title = "Coffee"}, kToTea{.title = "Tea"}, kToPicture{.cover = 5}, kToTheSame{};

Review pending(Face face, Utc at = kNow) { return {ReviewState::pending, std::move(face), "", at}; }
Review declined_with(Face face) { return {ReviewState::declined, std::move(face), "no", kThen}; }
Filed published(Face face, std::optional<Review> review = {}) {
  return {.face = std::move(face), .published = true, .review = std::move(review)};
}
Filed unpublished(Face face, std::optional<Review> review) {
  return {.face = std::move(face), .published = false, .review = std::move(review)};
}

struct Case {
  std::string_view what;
  Filed before;
  FaceEdit edit;
  bool reviewed;
  Filed after;
};

const Case kCases[] = {
    {"without review a change is published", published(kTea), kToCoffee, false, published(kCoffee)},
    {"a reviewed change waits, what is published stays", published(kTea), kToCoffee, true,
     published(kTea, pending(kCoffee))},
    {"so does another cover", published(kTea), kToPicture, true, published(kTea, pending(kPictured))},
    {"no change waits for nothing", published(kTea), kToTheSame, true, published(kTea)},
    {"the same again keeps its place in the queue", published(kTea, pending(kCoffee, kThen)), kToCoffee, true,
     published(kTea, pending(kCoffee, kThen))},
    {"going back to what is published needs no review", published(kTea, pending(kCoffee, kThen)), kToTea,
     true, published(kTea)},
    {"a second change is made on top of the first", published(kTea, pending(kCoffee, kThen)), kToPicture,
     true, published(kTea, pending(Face{"Coffee", "About tea", 5}))},
    {"what was declined may be changed and waits again", published(kTea, declined_with(kCoffee)),
     FaceEdit{.title = "Cocoa"}, true, published(kTea, pending(Face{"Cocoa", "About tea", 0}))},
    {"when reviews are no longer asked for, the newest is published", published(kTea, pending(kCoffee)),
     kToPicture, false, published(Face{"Coffee", "About tea", 5})},
    {"a lesson never published changes itself and waits anew", unpublished(kTea, pending(kTea, kThen)),
     kToCoffee, true, unpublished(kCoffee, pending(kCoffee))},
    {"also after it was declined", unpublished(kTea, declined_with(kTea)), kToCoffee, true,
     unpublished(kCoffee, pending(kCoffee))},
    {"an operator's correction decides nothing", unpublished(kTea, pending(kTea, kThen)), kToCoffee, false,
     unpublished(kCoffee, pending(kCoffee, kThen))},
};

TEST(Review, a_change_leads_where_the_table_says) {
  for (const Case& c : kCases) EXPECT_EQ(edited(c.before, c.edit, c.reviewed, kNow), c.after) << c.what;
}

TEST(Review, a_new_lesson_is_published_or_waits) {
  EXPECT_EQ(filed_new(kTea, false, kNow), published(kTea));
  EXPECT_EQ(filed_new(kTea, true, kNow), unpublished(kTea, pending(kTea)));
}

TEST(Review, approval_publishes_what_waited) {
  EXPECT_EQ(approved(unpublished(kTea, pending(kTea))).value(), published(kTea));
  EXPECT_EQ(approved(published(kTea, pending(kPictured))).value(), published(kPictured));
  EXPECT_EQ(approved(published(kTea, declined_with(kCoffee))).value(), published(kCoffee))
      << "an operator may think again";
  EXPECT_EQ(approved(published(kTea)).error().code, "nothing_to_review");
}

TEST(Review, declining_keeps_what_is_published_and_says_why) {
  const auto result = declined(published(kTea, pending(kCoffee, kThen)), "no");
  EXPECT_EQ(result.value(), published(kTea, declined_with(kCoffee)));
  EXPECT_EQ(declined(result.value(), "again").error().code, "nothing_to_review");
  EXPECT_EQ(declined(published(kTea), "no").error().code, "nothing_to_review");
}

}  // namespace
}  // namespace lyceum::lesson
