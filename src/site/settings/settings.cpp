#include "site/settings/settings.hpp"

#include <algorithm>
#include <charconv>

namespace lyceum::site {
namespace {

constexpr std::string_view kLogo = "logo", kTermsVersion = "terms_version";

std::string two(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

WhoTeaches Site::who_teaches() const {
  const std::string& said = text("who_teaches");
  if (said == "everybody") return WhoTeaches::everybody;
  return said == "application" ? WhoTeaches::application : WhoTeaches::appointed;
}

double Site::number(std::string_view key) const {
  const std::string& said = text(key);
  double value = 0;
  std::from_chars(said.data(), said.data() + said.size(), value);
  return value;
}

std::int64_t Site::version() const {
  Utc newest{};
  for (const auto& [key, value] : values_) newest = std::max(newest, value.set_at.value_or(Utc()));
  return utc_micros(newest);
}

Settings::Settings(SettingRepository& repository, Values defaults)
    : repository_(repository), defaults_(std::move(defaults)), current_(std::make_shared<Site>(defaults_)) {}

std::shared_ptr<const Site> Settings::now() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

// What is no setting any more, or no longer fits its rule, is passed over: the default counts.
Task<Result<void>> Settings::load() {
  LYCEUM_CO_TRY(const auto stored, co_await repository_.all());
  Values values = defaults_;
  for (const Stored& row : stored) {
    const auto known = values.find(row.key);
    const bool ours = row.key == kLogo || row.key == kTermsVersion;
    if (known == values.end() || !(ours || checked_setting(row.key, row.text))) continue;
    known->second = {row.text, "operator", row.set_at, row.set_by};
  }
  auto fresh = std::make_shared<const Site>(std::move(values));
  const std::lock_guard lock(mutex_);
  current_ = std::move(fresh);
  co_return Result<void>();
}

Task<Result<void>> Settings::change(Actor by, std::vector<SettingRepository::Change> changes, Utc now) {
  bool other_terms = false;
  for (auto& [key, text] : changes) {
    LYCEUM_CO_TRY(auto checked, checked_setting(key, text.value_or(defaults_.contains(key)
                                                                       ? defaults_.find(key)->second.text
                                                                       : std::string())));
    if (text) text = std::move(checked);
    other_terms = other_terms || key == "terms" || key == "privacy";
  }
  if (other_terms) changes.emplace_back(kTermsVersion, minute_name(now));
  LYCEUM_CO_CHECK(co_await repository_.put(std::move(by), std::move(changes), now));
  co_return co_await load();
}

Task<Result<void>> Settings::put_logo(Actor by, Bytes picture, Utc now) {
  LYCEUM_CO_CHECK(checked_logo(picture));
  std::string version = std::to_string(utc_micros(now));
  LYCEUM_CO_CHECK(co_await repository_.put_logo(std::move(by), std::move(picture), std::move(version), now));
  co_return co_await load();
}

Task<Result<void>> Settings::remove_logo(Actor by, Utc now) {
  std::vector<SettingRepository::Change> none;
  none.emplace_back(kLogo, std::nullopt);
  LYCEUM_CO_CHECK(co_await repository_.put(std::move(by), std::move(none), now));
  co_return co_await load();
}

Task<Result<Bytes>> Settings::logo() {
  LYCEUM_CO_TRY(auto picture, co_await repository_.logo());
  if (!picture) co_return Failure(refuse(Refusal::logo_not_found));
  co_return std::move(*picture);
}

std::string minute_name(Utc time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const auto minutes = static_cast<unsigned>(std::chrono::floor<std::chrono::minutes>(time - day).count());
  return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) +
         "-" + two(static_cast<unsigned>(date.day())) + " " + two(minutes / 60) + ":" + two(minutes % 60);
}

}  // namespace lyceum::site
