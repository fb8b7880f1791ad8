#include "bench/measure/report.hpp"

#include <cmath>
#include <ostream>

namespace lyceum::bench {
namespace {

std::vector<std::pair<std::string, double>> rows(const Report& report) {
  std::vector<std::pair<std::string, double>> all = {
      {report.unit, report.count},   {"playing", report.playing},
      {"loss", report.loss},         {"p50_ms", report.p50_ms},
      {"p99_ms", report.p99_ms},     {"cpu_s", report.cpu_s},
      {"per_core", report.per_core}, {"kb_per_viewer", report.kb_per_viewer},
      {"ceiling", report.ceiling},   {"ratio", report.ratio}};
  all.insert(all.end(), report.more.begin(), report.more.end());
  return all;
}

// Six decimals below a thousand, none above: figures, not digits.
double rounded(double value) {
  const double scale = std::abs(value) < 1000 ? 1e6 : 1;
  return std::round(value * scale) / scale;
}

}  // namespace

void print(std::ostream& out, const Report& report, bool json) {
  out.precision(12);
  const char* separator = "{";
  for (const auto& [name, value] : rows(report)) {
    if (json)
      out << separator << '"' << name << "\":" << rounded(value);
    else
      out << name << ' ' << rounded(value) << '\n';
    separator = ",";
  }
  if (json) out << "}\n";
}

}  // namespace lyceum::bench
