#include "room/slides/slides.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

const Standing staff{Person{AccountId{1}, "T", Role::lecturer}, true, true};
const Standing learner{Person{AccountId{7}, "L", Role::learner}, true, false};
constexpr Deck deck{42, 12};

TEST(Slides, staff_turns_to_a_page_of_the_deck_and_puts_them_away) {
  Slides slides;
  const auto first = turn(slides, staff, {42, 3, deck});
  ASSERT_TRUE(first && *first);
  slides.evolve(**first, {});
  EXPECT_EQ(slides.shown(), (SlideTurned{deck, 3}));
  EXPECT_FALSE(turn(slides, staff, {42, 3, deck}).value()) << "it is shown already";
  const auto next = turn(slides, staff, {42, 4, {}});
  EXPECT_EQ(next.value()->page, 4) << "what is shown need not be looked up again";
  slides.evolve(close(slides, staff).value().value(), {});
  EXPECT_FALSE(slides.shown());
  EXPECT_FALSE(close(slides, staff).value());
}

TEST(Slides, pages_and_documents_that_are_not_there_are_refused) {
  Slides slides;
  EXPECT_EQ(turn(slides, staff, {42, 1, {}}).error().no, No::slide_missing);
  EXPECT_EQ(turn(slides, staff, {43, 1, deck}).error().no, No::slide_missing) << "another's pages";
  for (const std::int64_t page : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{13}, INT64_MAX})
    EXPECT_EQ(turn(slides, staff, {42, page, deck}).error().no, No::slide_missing);
}

TEST(Slides, are_not_for_learners_to_turn) {
  Slides slides;
  EXPECT_EQ(turn(slides, learner, {42, 1, deck}).error().no, No::not_allowed);
  EXPECT_EQ(turn(slides, {}, {42, 1, deck}).error().no, No::not_allowed);
  slides.evolve(SlideTurned{deck, 1}, {});
  EXPECT_EQ(close(slides, learner).error().no, No::not_allowed);
}

TEST(Slides, what_was_written_is_read_again_and_nonsense_is_not) {
  std::string body = "{";
  append_fields(body, SlideTurned{deck, 12});
  SlideTurned turned;
  ASSERT_TRUE(read_fields(boost::json::parse(body + '}').as_object(), turned));
  EXPECT_EQ(turned, (SlideTurned{deck, 12}));
  for (const auto* text : {R"({"document":42,"pages":12,"page":13})", R"({"document":42,"pages":12})",
                           R"({"document":"42","pages":12,"page":1})", R"({"pages":12,"page":1})"})
    EXPECT_FALSE(read_fields(boost::json::parse(text).as_object(), turned)) << text;
  std::string state;
  append_shown(state, {});
  EXPECT_EQ(state, "");
}

}  // namespace
}  // namespace lyceum::room
