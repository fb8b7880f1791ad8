#include "room/announcement/announcement.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {
namespace {

const Standing staff{Person{AccountId{1}, "T", Role::lecturer}, true, true};
const Standing learner{Person{AccountId{7}, "L", Role::learner}, true, false};

TEST(Announcement, of_the_class_stands_until_an_empty_one_takes_it_away) {
  Announcements all;
  all.evolve(decide(all, staff, {"  break until\n10:30 "}).value().value(), {});
  EXPECT_EQ(all.of_class, "break until 10:30");
  EXPECT_FALSE(decide(all, staff, {"break until 10:30"}).value()) << "it stands there already";
  all.evolve(decide(all, staff, {"  "}).value().value(), {});
  EXPECT_EQ(all.of_class, "");
}

TEST(Announcement, of_the_site_is_not_the_class_s_to_change) {
  Announcements all;
  all.evolve(Announced{"restart at noon"}, {});
  all.evolve(decide(all, staff, {"hello"}).value().value(), {});
  EXPECT_FALSE(decide(all, staff, {"hello"}).value());
  all.evolve(decide(all, staff, {""}).value().value(), {});
  EXPECT_EQ(all.of_site, "restart at noon");
  std::string out;
  append_shown(out, all);
  EXPECT_EQ(out, R"(,"announcement":"restart at noon")");
}

TEST(Announcement, is_staff_s_and_of_three_hundred_characters_at_most) {
  Announcements all;
  EXPECT_EQ(decide(all, learner, {"x"}).error().no, No::not_allowed);
  EXPECT_TRUE(decide(all, staff, {std::string(300, 'x')}));
  EXPECT_EQ(decide(all, staff, {std::string(301, 'x')}).error().no, No::text_too_long);
  EXPECT_EQ(decide(all, staff, {"\xff"}).error().no, No::malformed);
}

TEST(Announcement, reads_back_as_written_and_older_ones_are_the_site_s) {
  std::string body = "{";
  append_fields(body, Announced{"休息", true});
  Announced read;
  ASSERT_TRUE(read_fields(boost::json::parse(body + '}').as_object(), read));
  EXPECT_TRUE(read.by_class);
  EXPECT_EQ(read.text, "休息");
  ASSERT_TRUE(read_fields(boost::json::parse(R"({"text":"x"})").as_object(), read));
  EXPECT_FALSE(read.by_class);
}

}  // namespace
}  // namespace lyceum::room
