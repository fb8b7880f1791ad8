// The chapters that a class makes of itself: a topic of its outline that was reached is one.
#pragma once

#include "lesson/replay/replay.hpp"
#include "media/recording/recording.hpp"
#include "room/feed/room_log.hpp"

namespace lyceum::lesson {

// `topics`: rows of the type "topic", in order. A topic that nothing was recorded of, since the next one came
// before the encoder was there (again), is no chapter; those that are left begin at different times.
std::vector<Chapter> chapters_of(const std::vector<room::LogRow>& topics, const media::Recording& recording);

}  // namespace lyceum::lesson
