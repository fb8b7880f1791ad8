// Small facts about the site, by name.
#pragma once

#include "store/database/database.hpp"

#include <optional>
#include <string>

namespace lyceum::store {

class Settings {
 public:
  explicit Settings(Database& database) : database_(database) {}

  Task<Result<std::optional<std::string>>> get(std::string name);
  Task<Result<void>> put(std::string name, std::string value);
  // The value already there, or `value`, which then is.
  Task<Result<std::string>> get_or_put(std::string name, std::string value);

 private:
  Database& database_;
};

}  // namespace lyceum::store
