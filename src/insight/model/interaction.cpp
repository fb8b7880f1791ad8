#include "insight/model/interaction.hpp"

#include <algorithm>

namespace lyceum::insight {

std::optional<double> interaction_index(const Interactions& done, Minutes length,
                                        const InteractionWeights& weights) {
  if (length <= Minutes::zero()) return std::nullopt;
  const double weighed = weights.comments * static_cast<double>(done.comments) +
                         weights.questions * static_cast<double>(done.questions) +
                         weights.likes * static_cast<double>(done.likes);
  return weighed / length.count();
}

std::optional<double> share_active(std::int64_t active, double present) {
  if (present <= 0) return std::nullopt;
  return std::min(1.0, static_cast<double>(active) / present);
}

}  // namespace lyceum::insight
