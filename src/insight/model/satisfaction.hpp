// Content satisfaction: what those who answered the survey thought of a class.
//
//   CS = (S1 + S2 + S3) / 3    each the mean of answers from 1 to 5: content, delivery, interaction
//
// Few answers say little, so the number never stands alone: it comes with how many answered, and with the
// interval in which it would lie in 95 of 100 such classes (Student's t of the answers' own means). Of fewer
// than `answers_least` answers only their number is told.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace lyceum::insight {

// One complete answer, each 1 to 5.
struct Scores {
  int content = 0, delivery = 0, interaction = 0;
  bool operator==(const Scores&) const = default;
};

inline constexpr std::int64_t answers_least = 5;

struct Satisfaction {
  struct Rated {
    double content = 0, delivery = 0, interaction = 0;  // S1, S2, S3
    double mean = 0;                                    // CS
    double low = 0, high = 0;                           // of the interval, within 1 to 5
  };
  std::int64_t answers = 0;
  std::optional<Rated> rated;
};

double content_satisfaction(double content, double delivery, double interaction);
Satisfaction satisfaction(std::span<const Scores> answers);

}  // namespace lyceum::insight
