// Findings as a table for people and as JSON for machines.
#pragma once

#include "app/doctor/finding.hpp"

#include <string>
#include <vector>

namespace lyceum::app {

std::string as_table(const std::vector<Finding>& findings, bool chinese);
// {"ok":true,"checks":[{"check","health","found":{"en","zh"},"advice":{"en","zh"}}]}; ok: no problem.
std::string as_json(const std::vector<Finding>& findings);

// The language of the terminal: LC_ALL, else LC_MESSAGES, else LANG begins with "zh".
bool speaks_chinese();

}  // namespace lyceum::app
