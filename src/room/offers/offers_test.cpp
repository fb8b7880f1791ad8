#include "room/offers/decide.hpp"
#include "room/offers/meter.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

using namespace std::chrono_literals;

constexpr auto start = Utc(1'700'000'000s);
const Standing staff{Person{AccountId{1}, "T", Role::lecturer}, true, true};
Standing learner(std::int64_t id) {
  return {Person{AccountId{id}, "L" + std::to_string(id), Role::learner}, true, false};
}
const OfferContent book{"The book", "signed", "https://shop.example/book", 3};
const OfferContent pen{"A pen", "", "/lessons/5", 0};

struct Class {
  Offers offers;
  Offset n = 0;

  template <class Event>
  void happen(const Event& event) {
    ++n;
    offers.evolve(event, {n, start + seconds(n)});
  }
  void happen(const OfferMoves& moves) {
    if (moves.kept) happen(*moves.kept);
    if (moves.hidden) happen(*moves.hidden);
    if (moves.dropped) happen(*moves.dropped);
    if (moves.shown) happen(*moves.shown);
  }
  std::expected<OfferMoves, Refusal> show(const Standing& who, Offset offer) const {
    return decide(offers, who, ShowOffer{.offer = offer}, n + 1);
  }
  Offset keep(const OfferContent& content) {
    happen(decide(offers, staff, KeepOffer{0, content}).value());
    return n;
  }
  void count(const OfferMeter::Counted& counted) {
    for (const OfferReached& reached : counted.reached) happen(reached);
    for (const OfferCounted& count : counted.counted) happen(count);
  }
};

TEST(Offers, are_kept_shown_one_at_a_time_and_taken_away) {
  Class c;
  const Offset first = c.keep(book), second = c.keep(pen);
  c.happen(c.show(staff, first).value());
  c.happen(c.show(staff, second).value());
  EXPECT_EQ(c.offers.shown(), second);
  EXPECT_FALSE(c.show(staff, second).value().shown) << "it is shown already";
  c.happen(decide(c.offers, staff, HideOffer{first}).value());
  EXPECT_EQ(c.offers.shown(), second) << "the other assistant has gone on meanwhile";
  c.happen(decide(c.offers, staff, HideOffer{second}).value());
  EXPECT_EQ(c.offers.shown(), 0U);
  EXPECT_EQ(c.show(staff, 99).error().no, No::not_found);
}

TEST(Offers, made_while_live_are_shown_at_once_and_kept) {
  Class c;
  c.happen(decide(c.offers, staff, ShowOffer{0, book}, c.n + 1).value());
  EXPECT_EQ(c.offers.shown(), 1U);
  EXPECT_EQ(c.offers.find(1)->content, book);
}

TEST(Offers, that_change_while_they_are_shown_change_before_everybodys_eyes) {
  Class c;
  const Offset offer = c.keep(book);
  c.happen(c.show(staff, offer).value());
  const auto moves = decide(c.offers, staff, KeepOffer{offer, pen}).value();
  EXPECT_EQ(moves.shown->content, pen);
  c.happen(moves);
  EXPECT_FALSE(decide(c.offers, staff, KeepOffer{offer, pen}).value().kept);
  c.happen(decide(c.offers, staff, DropOffer{offer}).value());
  EXPECT_EQ(c.offers, Offers()) << "dropped, and so not shown any more";
}

TEST(Offers, are_staff_s_and_no_more_than_fit) {
  Class c;
  EXPECT_EQ(decide(c.offers, learner(7), KeepOffer{0, book}).error().no, No::not_allowed);
  EXPECT_EQ(decide(c.offers, learner(7), DropOffer{1}).error().no, No::not_allowed);
  EXPECT_EQ(decide(c.offers, learner(7), HideOffer{1}).error().no, No::not_allowed);
  EXPECT_EQ(c.show(learner(7), 1).error().no, No::not_allowed);
  for (std::size_t i = 0; i < offers_max; ++i) c.keep(book);
  EXPECT_EQ(decide(c.offers, staff, KeepOffer{0, pen}).error().no, No::too_many_offers);
  EXPECT_EQ(decide(c.offers, staff, ShowOffer{0, pen}, 99).error().no, No::too_many_offers);
  EXPECT_LT(kept_json(c.offers).size(), 40'000U);
}

TEST(Offers, lead_to_pages_and_nowhere_else) {
  for (const auto* good : {"https://a.example", "http://10.0.0.5:8080/x?y=1#z", "/lessons/7", "/"})
    EXPECT_TRUE(is_web_link(good)) << good;
  for (const auto* bad :
       {"", "shop.example", "javascript:alert(1)", "data:text/html,x", "//evil.example", "/\\evil.example",
        "https://", "https:///x", "https://:80", "https://a b", "https://bank.example@evil.example",
        "https://a.example/\"", "HTTPS://a.example", "https://例子.example", "ftp://a.example"})
    EXPECT_FALSE(is_web_link(bad)) << bad;
  EXPECT_FALSE(is_web_link("https://a.example/" + std::string(500, 'x')));
  OfferContent untitled = book, loud = book;
  untitled.title = "  ";
  loud.text = std::string(101, 'x');
  EXPECT_EQ(checked(untitled).error().no, No::offer_invalid);
  EXPECT_EQ(checked(loud).error().no, No::offer_invalid);
}

TEST(Offers, count_each_person_once_however_often_they_look) {
  Class c;
  const Offset offer = c.keep(book);
  OfferMeter meter;
  EXPECT_TRUE(meter.add(c.offers, learner(7), offer, false).value());
  EXPECT_FALSE(meter.add(c.offers, learner(7), offer, false).value());
  EXPECT_TRUE(meter.add(c.offers, learner(8), offer, true).value()) << "who clicks has seen it";
  auto counted = meter.count(c.offers, start);
  EXPECT_EQ(counted.counted.at(0).seen, 2);
  EXPECT_EQ(counted.counted.at(0).clicked, 1);
  c.count(counted);
  EXPECT_FALSE(meter.add(c.offers, learner(8), offer, true).value());
  EXPECT_FALSE(meter.due());
  EXPECT_TRUE(meter.add(c.offers, learner(7), offer, true).value());
  EXPECT_EQ(meter.due(), start + 1s);
  counted = meter.count(c.offers, start + 1s);
  EXPECT_EQ(counted.counted.at(0).seen, 2);
  EXPECT_EQ(counted.counted.at(0).clicked, 2);
}

TEST(Offers, reach_people_who_are_no_staff_in_rows_of_a_bounded_size) {
  Class c;
  const Offset offer = c.keep(book);
  OfferMeter meter;
  EXPECT_EQ(meter.add(c.offers, Standing{}, offer, false).error().no, No::sign_in);
  EXPECT_EQ(meter.add(c.offers, staff, offer, false).error().no, No::not_allowed);
  EXPECT_EQ(meter.add(c.offers, learner(7), 99, false).error().no, No::not_found);
  for (std::int64_t id = 10; id < 1210; ++id)
    ASSERT_TRUE(meter.add(c.offers, learner(id), offer, id < 20).value());
  const auto counted = meter.count(c.offers, start);
  EXPECT_EQ(counted.reached.size(), 3U);
  c.count(counted);
  EXPECT_EQ(c.offers.find(offer)->seen.size(), 1200U);
  EXPECT_EQ(c.offers.find(offer)->clicked.size(), 10U);
}

TEST(Offers, that_are_gone_by_then_count_nobody) {
  Class c;
  const Offset offer = c.keep(book);
  OfferMeter meter;
  ASSERT_TRUE(meter.add(c.offers, learner(7), offer, false));
  c.happen(decide(c.offers, staff, DropOffer{offer}).value());
  const auto counted = meter.count(c.offers, start);
  EXPECT_TRUE(counted.reached.empty());
  EXPECT_TRUE(counted.counted.empty());
}

template <class Event>
Event again(const Event& event) {
  std::string body = "{";
  append_fields(body, event);
  Event read;
  EXPECT_TRUE(read_fields(boost::json::parse(body + '}').as_object(), read)) << body;
  return read;
}

TEST(Offers, read_back_as_written) {
  EXPECT_EQ(again(OfferKept{5, book}).content, book);
  EXPECT_EQ(again(OfferKept{0, pen}).content, pen);
  EXPECT_EQ(again(OfferShown{5, book}).offer, 5U);
  EXPECT_EQ(again(OfferHidden{5}).offer, 5U);
  EXPECT_EQ(again(OfferDropped{5}).offer, 5U);
  const auto reached = again(OfferReached{5, {AccountId{7}, AccountId{8}}, {AccountId{8}}});
  EXPECT_EQ(reached.seen.size(), 2U);
  EXPECT_EQ(reached.clicked.at(0), AccountId{8});
  EXPECT_EQ(again(OfferCounted{5, 9, 2}).seen, 9);
  OfferKept kept;
  for (const auto* bad :
       {R"({"content":{"title":"x"}})", R"({"content":{"title":"x","link":"/","colour":"red"}})",
        R"({"content":{"title":"x","link":"/","picture":-1}})", R"({"content":7})", R"({"offer":5})"})
    EXPECT_FALSE(read_fields(boost::json::parse(bad).as_object(), kept)) << bad;
}

}  // namespace
}  // namespace lyceum::room
