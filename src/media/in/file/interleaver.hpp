// Puts the frames of two tracks into the order of their decode times. Whatever coded a track again holds some
// of it back, and gives it out late: what goes on from here expects them as an encoder sends them. Pure.
#pragma once

#include "media/frame/frame.hpp"

#include <array>
#include <deque>
#include <functional>

namespace lyceum::media {

class Interleaver {
 public:
  using Take = std::function<void(const FramePtr&)>;
  // A track that stays away for so long, or while so many bytes have come, is not waited for.
  static constexpr MediaMicros apart_max{60'000'000};
  static constexpr std::size_t held_max = 64 * 1024 * 1024;
  // Sound from before the first picture is left out, as in a class; if it is longer, it belongs there.
  static constexpr MediaMicros prelude_max{5'000'000};

  Interleaver(bool picture, bool sound) : expected_{picture, sound} {}

  // Calls `take` with each frame whose turn has come.
  void add(const FramePtr& frame, const Take& take);
  // Nothing follows.
  void finish(const Take& take);

 private:
  bool give_one(const Take& take, bool all);
  void leave_out_prelude();

  std::array<bool, 2> expected_;                 // by TrackKind
  std::array<std::deque<FramePtr>, 2> waiting_;  // the same
  std::size_t held_ = 0;                         // bytes
  bool begun_ = false;
};

}  // namespace lyceum::media
