#include "media/transcode/variant/spare_core.hpp"

#include <cstdlib>

namespace lyceum::media {

bool SpareCores::take() {
  if (mode_ == VariantMode::off) return false;
  const bool automatic = mode_ == VariantMode::automatic;
  if (automatic && (cpus_ < 2 || load() > static_cast<double>(cpus_ - 1))) return false;
  if (taken_++ < cpus_ / 2 || !automatic) return true;
  --taken_;
  return false;
}

double SpareCores::load() const {
  double minute = 0;
  return ::getloadavg(&minute, 1) == 1 ? minute : 0;
}

}  // namespace lyceum::media
