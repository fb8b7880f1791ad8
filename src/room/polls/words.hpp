// The words of a cloud: counted by their folded form, shown as they were first spelled.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::room {

class Words {
 public:
  static constexpr std::size_t shown_max = 100;

  struct Counted {
    std::string word;
    std::int64_t count = 0;
    bool operator==(const Counted&) const = default;
  };

  bool operator==(const Words&) const = default;

  // `folded`: folded_text of `spelled`.
  void add(const std::string& folded, const std::string& spelled);
  void remove(const std::string& folded);
  // From now on it is neither shown nor counted, whoever says it.
  void take_out(const std::string& folded);
  // Somebody said it, and it is not out.
  bool shown(const std::string& folded) const;

  // The most frequent ones, most frequent first; without `but`, which is on its way out.
  std::vector<Counted> top(std::string_view but = {}) const;

 private:
  struct Word {
    std::string spelled;
    std::int64_t count = 0;
    bool out = false;
    bool operator==(const Word&) const = default;
  };
  std::map<std::string, Word, std::less<>> words_;  // by folded form
};

}  // namespace lyceum::room
