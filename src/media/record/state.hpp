// What is known of one lesson's recording, on the lesson's home reactor.
#pragma once

#include "media/recording/recording.hpp"

#include <algorithm>
#include <functional>

namespace lyceum::media {

struct RecordingState {
  Recording recording;         // segments that readers can read
  bool begun = false;          // a class runs
  std::size_t pending = 0;     // appends that the disk has not answered
  std::optional<Error> fault;  // why nothing is being written although it should
  std::uint64_t version = 0;   // another number after every change
  // Called when there is something for the first time, and when nothing more will come.
  std::function<void()> told;
  std::int64_t newest = 0;  // number of the newest stretch, though nothing of it may be readable yet
  std::int64_t newest_strip = 0;

  // More may come.
  bool growing() const { return begun || pending > 0; }
  // Something has changed.
  void touch() {
    ++version;
    const bool is_growing = growing(), is_there = !recording.stretches.empty();
    const bool news = is_there && (!was_there_ || (was_growing_ && !is_growing));
    was_growing_ = is_growing;
    was_there_ = is_there;
    if (news && told) told();
  }
  std::int64_t next_number() {
    newest = std::max(newest + 1, recording.next_number());
    return newest;
  }
  std::int64_t next_strip() {
    newest_strip = std::max(newest_strip + 1, recording.next_strip());
    return newest_strip;
  }

 private:
  bool was_growing_ = false, was_there_ = false;
};

}  // namespace lyceum::media
