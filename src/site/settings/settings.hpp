// What an operator changes while the server runs: the site's name and look, its texts, who may register and
// teach. Kept in the database; what is not set there is what lyceum.toml (or a flag, or the default) says.
#pragma once

#include "base/flow/task.hpp"
#include "base/names/actor.hpp"
#include "base/time/clock.hpp"
#include "site/settings/rules.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace lyceum::site {

struct Value {
  std::string text;
  std::string source;              // "operator", or where lyceum's own settings say it comes from
  std::optional<Utc> set_at = {};  // by an operator
  AccountId set_by = {};
};

enum class WhoTeaches { appointed, application, everybody };

// One moment's settings; never changes, so it may be held.
class Site {
 public:
  explicit Site(std::map<std::string, Value, std::less<>> values) : values_(std::move(values)) {}

  // By a key of rules(); "logo" holds the number of the present logo, "0" for none; "terms_version" what
  // people agree to.
  const Value& value(std::string_view key) const { return values_.find(key)->second; }
  const std::string& text(std::string_view key) const { return value(key).text; }
  bool flag(std::string_view key) const { return text(key) == "true"; }
  double number(std::string_view key) const;  // of a weight, or of hours
  WhoTeaches who_teaches() const;
  // Moves on with every change; in addresses that are cached.
  std::int64_t version() const;

 private:
  std::map<std::string, Value, std::less<>> values_;
};

struct Stored {
  std::string key, text;
  Utc set_at;
  AccountId set_by;
};

// Implemented by store/. Durable when it returns.
class SettingRepository {
 public:
  virtual ~SettingRepository() = default;
  virtual Task<Result<std::vector<Stored>>> all() = 0;
  // nullopt: no longer set. One unit, with an entry in the audit log that names the keys.
  using Change = std::pair<std::string, std::optional<std::string>>;
  virtual Task<Result<void>> put(Actor by, std::vector<Change> changes, Utc now) = 0;
  virtual Task<Result<void>> put_logo(Actor by, Bytes picture, std::string version, Utc now) = 0;
  // nullopt: none.
  virtual Task<Result<std::optional<Bytes>>> logo() = 0;
};

// One for all reactors; from any thread.
class Settings {
 public:
  using Values = std::map<std::string, Value, std::less<>>;
  // `defaults`: of every key of rules(), and "logo" and "terms_version".
  Settings(SettingRepository& repository, Values defaults);

  // What is in the database counts from now on. At start, before anybody asks.
  Task<Result<void>> load();
  std::shared_ptr<const Site> now() const;

  // nullopt: back to what it was without the operator. All or none. A change of terms or privacy makes a new
  // version of them, which people consent to. Refusals: those of checked_setting.
  Task<Result<void>> change(Actor by, std::vector<SettingRepository::Change> changes, Utc now);
  // Refusals: those of checked_logo.
  Task<Result<void>> put_logo(Actor by, Bytes picture, Utc now);
  Task<Result<void>> remove_logo(Actor by, Utc now);
  // Refusal: logo_not_found.
  Task<Result<Bytes>> logo();

 private:
  SettingRepository& repository_;
  const Values defaults_;
  mutable std::mutex mutex_;  // guards current_, for a copy of the pointer only
  std::shared_ptr<const Site> current_;
};

// "2026-11-26 17:32", UTC: the name of a version of the terms.
std::string minute_name(Utc time);

}  // namespace lyceum::site
