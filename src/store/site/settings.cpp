#include "store/site/settings.hpp"

#include "store/audit/audit.hpp"

namespace lyceum::store {
namespace {

// The table holds more than the site's settings (store/accounts/setup.hpp).
std::string row_name(const std::string& key) { return "site." + key; }

Result<void> put_one(Transaction& tx, const Actor& by, const SiteSettings::Change& change, Utc now) {
  const auto& [key, text] = change;
  if (!text) {
    LYCEUM_CHECK(tx.query("DELETE FROM setting WHERE name = $1", row_name(key)));
    return {};
  }
  LYCEUM_CHECK(
      tx.query("INSERT INTO setting(name, value, set_us, set_by) VALUES ($1, $2, $3, $4) "
               "ON CONFLICT(name) DO UPDATE SET value = $2, set_us = $3, set_by = $4",
               row_name(key), *text, now, by.account));
  return {};
}

}  // namespace

Task<Result<std::vector<site::Stored>>> SiteSettings::all() {
  return database_.read([](Transaction& tx) -> Result<std::vector<site::Stored>> {
    LYCEUM_TRY(const auto rows, tx.query("SELECT substr(name, 6), value, set_us, set_by FROM setting "
                                         "WHERE substr(name, 1, 5) = 'site.' ORDER BY name"));
    std::vector<site::Stored> all;
    for (const Row row : rows) all.push_back({row.text(0), row.text(1), row.utc(2), row.id<AccountId>(3)});
    return all;
  });
}

Task<Result<void>> SiteSettings::put(Actor by, std::vector<Change> changes, Utc now) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    std::string keys;
    for (const Change& change : changes) {
      LYCEUM_CHECK(put_one(tx, by, change, now));
      keys += (keys.empty() ? "" : " ") + change.first;
    }
    return audit(tx, now, by, "site.settings", {}, keys);
  });
}

Task<Result<void>> SiteSettings::put_logo(Actor by, Bytes picture, std::string version, Utc now) {
  return database_.write([=](Transaction& tx) -> Result<void> {
    LYCEUM_CHECK(
        tx.query("INSERT INTO site_picture(name, body) VALUES ('logo', $1) "
                 "ON CONFLICT(name) DO UPDATE SET body = $1",
                 picture));
    const Change change{"logo", version};
    LYCEUM_CHECK(put_one(tx, by, change, now));
    return audit(tx, now, by, "site.settings", {}, "logo");
  });
}

Task<Result<std::optional<Bytes>>> SiteSettings::logo() {
  return database_.read([](Transaction& tx) -> Result<std::optional<Bytes>> {
    LYCEUM_TRY(const auto rows,
               tx.query("SELECT p.body FROM site_picture p JOIN setting s ON s.name = 'site.logo' "
                        "WHERE p.name = 'logo'"));
    if (rows.empty()) return std::nullopt;
    return rows[0].bytes(0);
  });
}

}  // namespace lyceum::store
