// What `lyceum doctor` has looked at and what it found.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::app {

enum class Health { ok, warning, problem };

// In both languages of the product.
struct Words {
  std::string en, zh;
  const std::string& in(bool chinese) const { return chinese ? zh : en; }
};

struct Finding {
  std::string_view check;  // a stable name: "clock"
  Health health = Health::ok;
  Words found;   // a sentence
  Words advice;  // what to do; empty when all is well
};

inline Finding fine(std::string_view check, Words found) { return {check, Health::ok, std::move(found), {}}; }
inline Finding warning(std::string_view check, Words found, Words advice) {
  return {check, Health::warning, std::move(found), std::move(advice)};
}
inline Finding problem(std::string_view check, Words found, Words advice) {
  return {check, Health::problem, std::move(found), std::move(advice)};
}

}  // namespace lyceum::app
