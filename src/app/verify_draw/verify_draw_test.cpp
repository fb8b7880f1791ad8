#include "app/verify_draw/verify_draw.hpp"

#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>

namespace lyceum::app {
namespace {

const std::string golden =
    (std::filesystem::path(__FILE__).parent_path() / "../../room/draw/golden/").string();

TEST(VerifyDraw, says_in_both_languages_that_all_holds_and_that_one_has_won_or_not) {
  std::ostringstream out;
  const auto fine = verify_draw({golden + "plain.json", golden + "plain.receipt.json"}, out);
  ASSERT_TRUE(fine);
  EXPECT_TRUE(*fine) << out.str();
  EXPECT_NE(out.str().find("All of it holds. 全部通过。"), std::string::npos);
  EXPECT_EQ(out.str().find("NO "), std::string::npos);
}

TEST(VerifyDraw, says_what_does_not_hold) {
  std::ostringstream out;
  EXPECT_FALSE(verify_draw({golden + "dropped.json", golden + "dropped.receipt.json"}, out).value());
  EXPECT_NE(out.str().find("Your ticket is NOT at its place"), std::string::npos);
  EXPECT_NE(out.str().find("有一项或多项不成立"), std::string::npos);
}

TEST(VerifyDraw, what_is_no_draw_is_an_error_with_its_name) {
  std::ostringstream out;
  EXPECT_NE(verify_draw({"nowhere.json", ""}, out).error().detail.find("nowhere.json"), std::string::npos);
  EXPECT_FALSE(verify_draw({golden + "plain.findings", ""}, out));
  EXPECT_FALSE(verify_draw({golden + "plain.json", "{}"}, out));
}

}  // namespace
}  // namespace lyceum::app
