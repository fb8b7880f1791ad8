#include "store/site/settings.hpp"

#include "store/trial/test_database.hpp"

#include <gtest/gtest.h>

namespace lyceum::store {
namespace {

const Utc kNow(std::chrono::hours(500'000));
const Actor kRoot{AccountId{1}, "192.0.2.1"};

TEST(SiteSettings, are_kept_over_a_restart_and_noted_in_the_audit_log) {
  TestDatabase database("site_settings_test");
  database.query("INSERT INTO setting(name, value) VALUES ('setup_link', 'x')");
  std::vector<SiteSettings::Change> changes{{"name", "Mingde"}, {"footer", "Hello"}};
  ASSERT_TRUE(database.run(SiteSettings(*database).put(kRoot, changes, kNow)));
  database.reopen();
  SiteSettings settings(*database);
  const auto all = database.run(settings.all()).value();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[1].key + "=" + all[1].text, "name=Mingde");
  EXPECT_EQ(all[1].set_at, kNow);
  EXPECT_EQ(all[1].set_by, AccountId{1});
  changes = {{"name", std::nullopt}};
  ASSERT_TRUE(database.run(settings.put(kRoot, changes, kNow)));
  EXPECT_EQ(database.run(settings.all()).value().size(), 1u);
  const auto noted = database.query("SELECT detail, address FROM audit ORDER BY detail DESC");
  ASSERT_EQ(noted.size(), 2u);
  EXPECT_EQ(noted[1].text(0) + noted[1].text(1), "name192.0.2.1");
  EXPECT_EQ(noted[0].text(0), "name footer");
}

TEST(SiteSettings, a_logo_that_was_taken_away_is_not_found) {
  TestDatabase database("site_logo_test");
  SiteSettings settings(*database);
  EXPECT_FALSE(database.run(settings.logo()).value());
  ASSERT_TRUE(database.run(settings.put_logo(kRoot, Bytes{1, 2, 3}, "7", kNow)));
  ASSERT_TRUE(database.run(settings.put_logo(kRoot, Bytes{4, 5}, "8", kNow)));
  EXPECT_EQ(database.run(settings.logo()).value(), (Bytes{4, 5}));
  EXPECT_EQ(database.run(settings.all()).value().at(0).text, "8");
  std::vector<SiteSettings::Change> none{{"logo", std::nullopt}};
  ASSERT_TRUE(database.run(settings.put(kRoot, none, kNow)));
  EXPECT_FALSE(database.run(settings.logo()).value());
}

}  // namespace
}  // namespace lyceum::store
