#include "site/settings/settings.hpp"

#include "base/flow/manual_loop.hpp"

#include <gtest/gtest.h>

namespace lyceum::site {
namespace {

class FakeSettings final : public SettingRepository {
 public:
  Task<Result<std::vector<Stored>>> all() override {
    std::vector<Stored> rows;
    for (const auto& [key, row] : stored) rows.push_back(row);
    co_return rows;
  }
  Task<Result<void>> put(Actor by, std::vector<Change> changes, Utc now) override {
    for (const auto& [key, text] : changes)
      if (text)
        stored[key] = {key, *text, now, by.account};
      else
        stored.erase(key);
    co_return Result<void>();
  }
  Task<Result<void>> put_logo(Actor by, Bytes bytes, std::string version, Utc now) override {
    picture = std::move(bytes);
    stored["logo"] = {"logo", version, now, by.account};
    co_return Result<void>();
  }
  Task<Result<std::optional<Bytes>>> logo() override { co_return picture; }

  std::map<std::string, Stored> stored;
  std::optional<Bytes> picture;
};

struct Row {
  std::string_view key, text;
  std::string_view outcome;  // as it is kept, or the code of the refusal
};

const Row kRows[] = {
    {"name", " 明德讲堂 ", "明德讲堂"},
    {"name", "", "site_name_invalid"},
    {"name", "a\nb", "site_name_invalid"},
    {"name", "\u200b", "site_name_invalid"},
    {"accent", "#1F4F7A", "#1f4f7a"},
    {"accent", "", ""},
    {"accent", "red", "colour_invalid"},
    {"accent", "#fff}body{", "colour_invalid"},
    {"footer", "", ""},
    {"footer", "one\ntwo", "line_too_long"},
    {"icp", "京ICP备12345678号", "京ICP备12345678号"},
    {"terms", "1. Be kind.\r\n2. Be on time.", "1. Be kind.\n2. Be on time."},
    {"terms", "\x01", "text_too_long"},
    {"open_registration", "true", "true"},
    {"open_registration", "yes", "choice_invalid"},
    {"who_teaches", "application", "application"},
    {"who_teaches", "me", "choice_invalid"},
    {"new_account_hours", "024", "24"},
    {"new_account_hours", "720", "720"},
    {"new_account_hours", "721", "hours_invalid"},
    {"new_account_hours", "-1", "hours_invalid"},
    {"new_account_hours", "1.5", "hours_invalid"},
    {"new_account_hours", "", "hours_invalid"},
    {"new_account_review", "true", "true"},
    {"weight_likes", "0.5", "0.5"},
    {"weight_likes", "-1", "weight_invalid"},
    {"weight_likes", "1e3", "weight_invalid"},
    {"weight_likes", "101", "weight_invalid"},
    {"weight_likes", "nan", "weight_invalid"},
    {"weight_likes", "", "weight_invalid"},
    {"colour", "x", "no_such_setting"},
    {"logo", "1", "no_such_setting"},
    {"terms_version", "1", "no_such_setting"},
};

TEST(SettingRules, each_key_has_its_rule) {
  for (const Row& row : kRows) {
    const auto checked = checked_setting(row.key, row.text);
    EXPECT_EQ(checked ? std::string_view(*checked) : checked.error().code, row.outcome)
        << row.key << " " << row.text;
  }
  EXPECT_FALSE(checked_setting("name", std::string(41, 'x')));
  EXPECT_FALSE(checked_setting("footer", std::string(201, 'x')));
  EXPECT_TRUE(checked_setting("terms", std::string(10'000, 'x')));
  EXPECT_FALSE(checked_setting("terms", std::string(10'001, 'x')));
}

class SettingsTest : public testing::Test {
 protected:
  static Settings::Values defaults() {
    Settings::Values values;
    for (const Rule& rule : rules()) values[std::string(rule.key)] = {"", "default", {}, {}};
    values["name"] = {"Lyceum", "file lyceum.toml", {}, {}};
    values["open_registration"] = values["review_lessons"] = {"false", "default", {}, {}};
    values["who_teaches"] = {"appointed", "default", {}, {}};
    values["logo"] = {"0", "default", {}, {}};
    values["terms_version"] = {"2026-11", "default", {}, {}};
    return values;
  }
  std::string_view change(std::string key, std::optional<std::string> text) {
    std::vector<SettingRepository::Change> changes;
    changes.emplace_back(std::move(key), std::move(text));
    const auto done = loop.run_task(settings.change(Actor{AccountId{1}, "192.0.2.1"}, changes, now));
    return done ? "ok" : done.error().code;
  }

  const Utc now = Utc(std::chrono::sys_days(std::chrono::year(2026) / 11 / 26) + std::chrono::hours(17));
  ManualLoop loop;
  FakeSettings stored;
  Settings settings{stored, defaults()};
};

TEST_F(SettingsTest, what_an_operator_sets_counts_at_once_and_can_be_taken_back) {
  EXPECT_EQ(settings.now()->text("name"), "Lyceum");
  const auto held = settings.now();
  ASSERT_EQ(change("name", "Mingde"), "ok");
  EXPECT_EQ(settings.now()->text("name"), "Mingde");
  EXPECT_EQ(settings.now()->value("name").source, "operator");
  EXPECT_EQ(settings.now()->value("name").set_by, AccountId{1});
  EXPECT_EQ(held->text("name"), "Lyceum") << "a moment's settings do not change";
  EXPECT_GT(settings.now()->version(), held->version());
  ASSERT_EQ(change("name", std::nullopt), "ok");
  EXPECT_EQ(settings.now()->value("name").source, "file lyceum.toml");
}

TEST_F(SettingsTest, nothing_changes_when_something_is_refused) {
  std::vector<SettingRepository::Change> changes;
  changes.emplace_back("name", "Mingde");
  changes.emplace_back("accent", "pink");
  EXPECT_FALSE(loop.run_task(settings.change(Actor{}, changes, now)));
  EXPECT_EQ(settings.now()->text("name"), "Lyceum");
  EXPECT_EQ(change("nothing", std::nullopt), "no_such_setting");
}

TEST_F(SettingsTest, other_terms_are_a_new_version_to_agree_to) {
  ASSERT_EQ(change("footer", "x"), "ok");
  EXPECT_EQ(settings.now()->text("terms_version"), "2026-11");
  ASSERT_EQ(change("terms", "Be kind."), "ok");
  EXPECT_EQ(settings.now()->text("terms_version"), "2026-11-26 17:00");
}

TEST_F(SettingsTest, a_stored_value_that_no_longer_fits_is_passed_over) {
  stored.stored["who_teaches"] = {"who_teaches", "whoever", now, {}};
  stored.stored["gone"] = {"gone", "x", now, {}};
  ASSERT_TRUE(loop.run_task(settings.load()));
  EXPECT_EQ(settings.now()->who_teaches(), WhoTeaches::appointed);
}

TEST_F(SettingsTest, a_logo_is_a_picture_of_its_first_bytes) {
  const auto put = [&](Bytes bytes) {
    const auto done = loop.run_task(settings.put_logo(Actor{}, std::move(bytes), now));
    return done ? std::string_view("ok") : done.error().code;
  };
  EXPECT_EQ(put({'<', 's', 'v', 'g', '>'}), "logo_type");
  EXPECT_EQ(put(Bytes(kLogoMax + 1)), "logo_too_large");
  ASSERT_EQ(put({0xFF, 0xD8, 0xFF, 0xE0}), "ok");
  EXPECT_NE(settings.now()->text("logo"), "0");
  ASSERT_TRUE(loop.run_task(settings.remove_logo(Actor{}, now)));
  EXPECT_EQ(settings.now()->text("logo"), "0");
}

}  // namespace
}  // namespace lyceum::site
