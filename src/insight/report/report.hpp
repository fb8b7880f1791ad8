// What a class was like, in numbers. Nobody in it has a name: there are counts only.
//
// Everybody in the room counts, its staff, too. A comment that was deleted and a question that was hidden
// while the class ran do not count. What is said after the class is no part of it.
#pragma once

#include "base/names/id.hpp"
#include "base/time/clock.hpp"
#include "insight/model/interaction.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::insight {

// By minute for a day; longer classes have their totals in full.
inline constexpr std::size_t report_minutes_max = 24 * 60;
// The first ones are kept.
inline constexpr std::size_t moments_max = 500;

// Something that may explain what the audience did next.
struct Moment {
  enum class Kind : std::uint8_t {
    poll,
    question,
    checkin,
    draw,
    announcement,
    pace_alert,
    topic,      // the class moved on to it
    slides,     // a document begins to be shown
    offer,      // is shown
    reactions,  // a burst of them, see burst_*
    away,       // away, back: the encoder
    back
  };
  milliseconds at{0};  // since the class began
  Kind kind = Kind::poll;
  Offset n = 0;           // which event of the record tells of it; of a question: the question
  std::string text = {};  // of a topic, an offer and an announcement: its words
  bool operator==(const Moment&) const = default;
};
// Reactions are a burst when so many come within burst_window that half of those present could have sent one,
// and at least burst_min. The next burst is told of after burst_rest.
inline constexpr std::int64_t burst_min = 5;
inline constexpr std::chrono::seconds burst_window{10}, burst_rest{60};

std::string_view moment_name(Moment::Kind kind);

struct Report {
  struct Minute {
    double audience = 0;  // average number of people present
    Interactions done;
    std::int64_t active = 0;                // different people who did something that has a name to it
    std::array<std::int64_t, 3> pace = {};  // most votes that stood at once: too fast, too slow, lost
    bool operator==(const Minute&) const = default;
  };
  // How often a tool was used, and by how many different people.
  struct Used {
    std::int64_t times = 0, people = 0;
    bool operator==(const Used&) const = default;
  };

  Utc begun, over;  // over: of a class that runs, the moment of the report
  std::int64_t audience_peak = 0;
  double audience_average = 0;
  Interactions done;
  std::int64_t active = 0;  // different people who did something in the whole class
  Used comments, questions, votes, polls, pace, checkins, draws, hands;
  std::int64_t questions_open = 0, questions_answered = 0;  // as they stood in the end
  std::vector<Minute> minutes;                              // the last one may be shorter
  std::vector<Moment> moments;

  Minutes length() const { return over - begun; }
};

}  // namespace lyceum::insight
