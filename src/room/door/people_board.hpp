// How many people are in each room, to be read from any thread: for lists of lessons. The one thing of the
// rooms that several threads share.
#pragma once

#include "base/names/id.hpp"

#include <mutex>
#include <unordered_map>

namespace lyceum::room {

class PeopleBoard {
 public:
  void set(LessonId lesson, std::int64_t people) {
    const std::lock_guard lock(mutex_);
    if (people == 0)
      people_.erase(lesson);
    else
      people_[lesson] = people;
  }
  std::int64_t people(LessonId lesson) const {
    const std::lock_guard lock(mutex_);
    const auto found = people_.find(lesson);
    return found == people_.end() ? 0 : found->second;
  }

 private:
  mutable std::mutex mutex_;
  std::unordered_map<LessonId, std::int64_t> people_;
};

}  // namespace lyceum::room
