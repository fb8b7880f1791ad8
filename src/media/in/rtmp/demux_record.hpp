// For tests: keeps what a demuxer gives.
#pragma once

#include "media/in/rtmp/demuxer.hpp"

#include <vector>

namespace lyceum::media {

struct DemuxRecord final : DemuxSink {
  void on_frame(FramePtr frame) override { frames.push_back(std::move(frame)); }
  void on_problem(const Error& problem) override { problems.emplace_back(problem.code); }

  std::vector<FramePtr> frames;
  std::vector<std::string> problems;
};

inline Bytes copy(const SharedBytes& bytes) { return {bytes.view().begin(), bytes.view().end()}; }

}  // namespace lyceum::media
