// Numbers that an operator watches. Thread-safe; creating one is slow, so keep the reference.
#pragma once

#include <map>
#include <string>

namespace lyceum {

using MetricLabels = std::map<std::string, std::string>;

class Counter {
 public:
  virtual ~Counter() = default;
  virtual void add(double amount = 1) = 0;
};

class Gauge {
 public:
  virtual ~Gauge() = default;
  virtual void set(double value) = 0;
  virtual void add(double amount) = 0;
};

// The same name and labels give the same object; it lives as long as the process. Names:
// lyceum_<part>_<what>_<unit>.
Counter& metric_counter(const std::string& name, const std::string& help, const MetricLabels& labels = {});
Gauge& metric_gauge(const std::string& name, const std::string& help, const MetricLabels& labels = {});

// All of them in the Prometheus text format 0.0.4.
std::string metrics_text();

}  // namespace lyceum
