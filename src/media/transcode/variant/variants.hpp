// Smaller renditions of the classes that run, while the machine has cores to spare: one worker a class.
#pragma once

#include "media/transcode/variant/variant_feed.hpp"
#include "net/reactor/pool.hpp"

#include <unordered_map>

namespace lyceum::media {

class Variants {
 public:
  // All outlive it; it outlives the reactors' run. `starters`: one a reactor, whose workers live there.
  Variants(net::ReactorPool& reactors, SpareCores& cores,
           std::vector<std::unique_ptr<WorkerStarter>> starters, SmallSink& sink, const Clock& clock)
      : reactors_(reactors),
        cores_(cores),
        starters_(std::move(starters)),
        sink_(sink),
        clock_(clock),
        feeds_(reactors.size()) {}
  Variants(const Variants&) = delete;
  Variants& operator=(const Variants&) = delete;

  // On the stream's home reactor (or after the reactors have stopped). The stream stays until close().
  void open(LessonId lesson, Stream& stream);
  void close(LessonId lesson);

 private:
  using Feeds = std::unordered_map<LessonId, std::unique_ptr<VariantFeed>>;

  net::ReactorPool& reactors_;
  SpareCores& cores_;
  const std::vector<std::unique_ptr<WorkerStarter>> starters_;
  SmallSink& sink_;
  const Clock& clock_;
  std::vector<Feeds> feeds_;  // by home reactor, each used there
};

}  // namespace lyceum::media
