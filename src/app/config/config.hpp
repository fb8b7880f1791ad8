// Every setting of the server: its default, where its value came from, and what it means.
//
// One table (config.cpp) names each key once; file, environment and flags are derived from it:
//   key http.listen  ⇒  [http] listen = "…" in lyceum.toml  ⇒  LYCEUM_HTTP_LISTEN  ⇒  --http-listen (short:
//   --http)
// Later wins: default < file < environment < flag.
#pragma once

#include "base/result/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::app {

struct Setting {
  std::string_view key;  // "section.name"
  std::string_view default_value;
  std::string_view flag;              // short flag beside --section-name, or empty
  std::string_view help;              // one sentence, printed by `lyceum config` and --help
  int least = 0, most = 999'999'999;  // of a number
};

// All of them, in the order in which they are printed.
const std::vector<Setting>& settings();

class Config {
 public:
  // `file`: path of a lyceum.toml; empty: ./lyceum.toml if it is there. `flags`: key → value from the command
  // line. Fails with a sentence that names file, line or key: unknown key, wrong type, number out of range,
  // unreadable file.
  static Result<Config> load(const std::string& file, const std::map<std::string, std::string>& flags);

  const std::string& text(std::string_view key) const;
  bool flag(std::string_view key) const;   // "true" or "false", checked by load()
  int number(std::string_view key) const;  // within its range, checked by load()
  // "default", "file lyceum.toml", "environment LYCEUM_…", "flag".
  const std::string& source(std::string_view key) const;

  // The effective settings as a commented lyceum.toml, each with its source; passwords are ***.
  std::string print() const;

 private:
  struct Value {
    std::string text;
    std::string source;  // "default", "file lyceum.toml", "environment", "flag"
  };

  Result<void> read_file(const std::string& path);
  Result<void> set(std::string_view key, std::string value, const std::string& source);

  std::map<std::string, Value, std::less<>> values_;
};

}  // namespace lyceum::app
