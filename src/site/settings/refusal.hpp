// Why something about the site's settings was refused.
#pragma once

#include "base/result/error.hpp"

namespace lyceum::site {

enum class Refusal {
  no_such_setting,    // 422
  site_name_invalid,  // 422 1 to 40 characters on one line
  colour_invalid,     // 422 #rrggbb
  line_too_long,      // 422 for what stands on one line
  text_too_long,      // 422 terms and privacy: 10,000 characters each
  choice_invalid,     // 422
  weight_invalid,     // 422 a number from 0 to 100
  hours_invalid,      // 422 a whole number from 0 to 720
  logo_too_large,     // 413
  logo_type,          // 415
  logo_not_found,     // 404
};

Error refuse(Refusal why);

}  // namespace lyceum::site
