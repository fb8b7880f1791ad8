#include "insight/model/satisfaction.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/students_t.hpp>

namespace lyceum::insight {
namespace {

constexpr double kBothTails = 0.975;  // 2.5 % are left out on each side

double mean_of(const Scores& answer) {
  return content_satisfaction(answer.content, answer.delivery, answer.interaction);
}

double half_width(std::span<const Scores> answers, double mean) {
  double squares = 0;
  for (const Scores& answer : answers) squares += std::pow(mean_of(answer) - mean, 2);
  const auto count = static_cast<double>(answers.size());
  const boost::math::students_t student(count - 1);
  return boost::math::quantile(student, kBothTails) * std::sqrt(squares / (count - 1) / count);
}

}  // namespace

double content_satisfaction(double content, double delivery, double interaction) {
  return (content + delivery + interaction) / 3;
}

Satisfaction satisfaction(std::span<const Scores> answers) {
  Satisfaction found{.answers = static_cast<std::int64_t>(answers.size()), .rated = std::nullopt};
  if (found.answers < answers_least) return found;
  Satisfaction::Rated rated;
  for (const Scores& answer : answers) {
    rated.content += answer.content;
    rated.delivery += answer.delivery;
    rated.interaction += answer.interaction;
  }
  for (double* sum : {&rated.content, &rated.delivery, &rated.interaction})
    *sum /= static_cast<double>(found.answers);
  rated.mean = content_satisfaction(rated.content, rated.delivery, rated.interaction);
  const double half = half_width(answers, rated.mean);
  rated.low = std::max(1.0, rated.mean - half);
  rated.high = std::min(5.0, rated.mean + half);
  found.rated = rated;
  return found;
}

}  // namespace lyceum::insight
