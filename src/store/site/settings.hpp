// The site's settings and its logo in the database.
#pragma once

#include "site/settings/settings.hpp"
#include "store/database/database.hpp"

namespace lyceum::store {

class SiteSettings final : public site::SettingRepository {
 public:
  explicit SiteSettings(Database& database) : database_(database) {}

  Task<Result<std::vector<site::Stored>>> all() override;
  Task<Result<void>> put(Actor by, std::vector<Change> changes, Utc now) override;
  Task<Result<void>> put_logo(Actor by, Bytes picture, std::string version, Utc now) override;
  Task<Result<std::optional<Bytes>>> logo() override;

 private:
  Database& database_;
};

}  // namespace lyceum::store
