#include "insight/model/interaction.hpp"

namespace lyceum::insight {

std::optional<double> interaction_index(const Interactions& done, Minutes length,
                                        const InteractionWeights& weights) {
  if (length <= Minutes::zero()) return std::nullopt;
  const double weighed = weights.comments * static_cast<double>(done.comments) +
                         weights.questions * static_cast<double>(done.questions) +
                         weights.likes * static_cast<double>(done.likes);
  return weighed / length.count();
}

}  // namespace lyceum::insight
