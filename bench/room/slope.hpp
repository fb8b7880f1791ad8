// The slope of the straight line that fits best (least squares).
#pragma once

#include <vector>

namespace lyceum::bench {

struct Point {
  double x = 0;
  double y = 0;
};

// 0 when all have the same x.
inline double slope(const std::vector<Point>& points) {
  double x = 0, y = 0, xx = 0, xy = 0;
  for (const Point& point : points) {
    x += point.x;
    y += point.y;
    xx += point.x * point.x;
    xy += point.x * point.y;
  }
  const auto n = static_cast<double>(points.size());
  const double spread = n * xx - x * x;
  return spread == 0 ? 0 : (n * xy - x * y) / spread;
}

}  // namespace lyceum::bench
