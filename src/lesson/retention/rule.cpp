#include "lesson/retention/rule.hpp"

#include <array>

namespace lyceum::lesson {
namespace {

bool inside(int number, int most) { return number >= 0 && number <= most; }

}  // namespace

Result<RetentionRule> checked(RetentionRule rule) {
  if (!inside(rule.keep_days, kKeepDaysMax) || !inside(rule.limit_gb, kLimitGbMax))
    return Failure(refuse(RetentionRefusal::retention_invalid));
  return rule;
}

std::optional<Utc> kept_until(Utc since, std::optional<int> own_days, const RetentionRule& rule) {
  const int days = own_days.value_or(rule.keep_days);
  if (days == 0) return std::nullopt;
  return since + std::chrono::days(days);
}

Result<void> check_own_days(std::optional<int> days, const RetentionRule& rule, bool is_operator) {
  if (!days) return {};
  if (!inside(*days, kKeepDaysMax)) return Failure(refuse(RetentionRefusal::retention_invalid));
  const bool longer = rule.keep_days > 0 && (*days == 0 || *days > rule.keep_days);
  if (longer && !is_operator) return Failure(refuse(RetentionRefusal::kept_too_long));
  return {};
}

Error refuse(RetentionRefusal why) {
  struct Row {
    int status;
    std::string_view code, en, zh;
  };
  static constexpr std::array<Row, 3> rows{{
      {422, "retention_invalid", "0 to 36,500 days, 0 to 1,000,000 GB.",
       "保存天数为 0 至 36500，容量为 0 至 1000000 GB。"},
      {403, "kept_too_long", "Only an operator can keep a replay longer than this site keeps them.",
       "回放的保存期限长于本站规定时，须由管理员设置。"},
      {403, "operators_only", "Only operators may do this.", "仅管理员可进行此操作。"},
  }};
  const Row& row = rows[static_cast<std::size_t>(why)];
  return {.status = row.status, .code = row.code, .en = row.en, .zh = row.zh, .detail = {}};
}

}  // namespace lyceum::lesson
