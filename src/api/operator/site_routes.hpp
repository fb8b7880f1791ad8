// The site's settings over HTTP.
#pragma once

#include "api/door/door.hpp"
#include "api/json/decode.hpp"
#include "api/pages/pages.hpp"
#include "base/time/clock.hpp"
#include "site/settings/settings.hpp"

#include <boost/json.hpp>

namespace lyceum::api {

struct SettingServices {
  site::Settings& settings;
  const Clock& clock;
};

void add_setting_routes(net::Router& router, Door& door, SettingServices services);

// Where the site's own logo is; null: it has none.
boost::json::value logo_url(const site::Site& site);
// What of the settings stands in the first page of the app.
SiteHead site_head(const site::Site& site);

}  // namespace lyceum::api
