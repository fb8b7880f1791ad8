// The interaction index: how much is said and tapped in a class, per minute of it.
//
//   II = (C + Q + L) / T    comments, questions and likes in T minutes, each with its weight
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace lyceum::insight {

struct Interactions {
  std::int64_t comments = 0, questions = 0, likes = 0;
  bool operator==(const Interactions&) const = default;
};

struct InteractionWeights {
  double comments = 1, questions = 1, likes = 1;
};

using Minutes = std::chrono::duration<double, std::ratio<60>>;

// Per minute. Nothing: the class has no length yet.
std::optional<double> interaction_index(const Interactions& done, Minutes length,
                                        const InteractionWeights& weights = {});

// How many of those present did something: so that a big room and a small one compare. `present`: on
// average; who came and went within the time makes more people active than present, which is all of them.
// Nothing: nobody was there.
std::optional<double> share_active(std::int64_t active, double present);

}  // namespace lyceum::insight
