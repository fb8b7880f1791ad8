#include "base/metrics/metrics.hpp"

#include <memory>
#include <mutex>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace lyceum {
namespace {

struct PrometheusCounter final : Counter {
  explicit PrometheusCounter(prometheus::Counter& c) : counter(c) {}
  void add(double amount) override { counter.Increment(amount); }
  prometheus::Counter& counter;
};

struct PrometheusGauge final : Gauge {
  explicit PrometheusGauge(prometheus::Gauge& g) : gauge(g) {}
  void set(double value) override { gauge.Set(value); }
  void add(double amount) override { gauge.Increment(amount); }
  prometheus::Gauge& gauge;
};

prometheus::Registry& registry() {
  static prometheus::Registry instance(prometheus::Registry::InsertBehavior::Merge);
  return instance;
}

template <class Wrapper, class Interface, class Build>
Interface& find_or_make(const std::string& name, const MetricLabels& labels, Build build) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, MetricLabels>, std::unique_ptr<Wrapper>> known;
  const std::lock_guard lock(mutex);
  auto& slot = known[{name, labels}];
  if (!slot) slot = std::make_unique<Wrapper>(build());
  return *slot;
}

}  // namespace

Counter& metric_counter(const std::string& name, const std::string& help, const MetricLabels& labels) {
  return find_or_make<PrometheusCounter, Counter>(name, labels, [&]() -> prometheus::Counter& {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry()).Add(labels);
  });
}

Gauge& metric_gauge(const std::string& name, const std::string& help, const MetricLabels& labels) {
  return find_or_make<PrometheusGauge, Gauge>(name, labels, [&]() -> prometheus::Gauge& {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry()).Add(labels);
  });
}

std::string metrics_text() { return prometheus::TextSerializer().Serialize(registry().Collect()); }

}  // namespace lyceum
