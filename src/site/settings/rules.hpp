// What an operator may set, and to what: one table.
#pragma once

#include "base/bytes/bytes.hpp"
#include "base/result/result.hpp"
#include "site/settings/refusal.hpp"

#include <span>
#include <string>
#include <string_view>

namespace lyceum::site {

struct Rule {
  std::string_view key;
  // The text as it is kept (NFC, "true" or "false", "#1f4f7a"), or a refusal.
  Result<std::string> (*checked)(std::string_view text);
};

// name, accent, home_line, footer, icp, police, terms, privacy, open_registration, who_teaches,
// review_lessons; new_account_hours, new_account_review: see Newcomer in room/word; words_mask, words_review,
// words_block: a word a line, for all rooms; weight_comments, weight_questions, weight_likes: in the
// interaction index.
std::span<const Rule> rules();
// Refusals: no_such_setting, and those of the rule.
Result<std::string> checked_setting(std::string_view key, std::string_view text);

inline constexpr std::size_t kLogoMax = 512u << 10;
// PNG, JPEG or WebP of at most 512 kB. Refusals: logo_too_large, logo_type.
Result<std::string_view> checked_logo(ByteView bytes);

}  // namespace lyceum::site
