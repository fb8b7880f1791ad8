// LL-HLS for the whole server: a packager a stream on its home reactor, a shelf on every reactor, one route.
#pragma once

#include "base/time/clock.hpp"
#include "media/hub/stream.hpp"
#include "media/out/gate/viewer_gate.hpp"
#include "media/out/hls/shelf.hpp"
#include "net/http/router.hpp"
#include "net/reactor/pool.hpp"

#include <memory>
#include <unordered_map>
#include <vector>

namespace lyceum::media {

class HlsOutput {
 public:
  // All outlive it; it outlives the reactors' run.
  HlsOutput(net::ReactorPool& reactors, ViewerGate& gate, const Clock& clock);
  ~HlsOutput();
  HlsOutput(const HlsOutput&) = delete;
  HlsOutput& operator=(const HlsOutput&) = delete;

  // On the stream's home reactor (or after the reactors have stopped). `gop`: what the lesson's encoder did
  // last time; 0 = not known. The stream stays until close(). `also` gets the same updates on the stream's
  // reactor, a recording for example; null = nobody.
  void open(LessonId lesson, Stream& stream, milliseconds gop, std::unique_ptr<HlsSink> also);
  void close(LessonId lesson);
  // On the stream's home reactor: the smaller rendition of its picture (HlsPackager::small_frame,
  // small_lost).
  void small_frame(LessonId lesson, const FramePtr& frame);
  void small_lost(LessonId lesson);

  // GET /hls/{token}/{lesson}/{name}
  void add_routes(net::Router& router);

 private:
  class Feed;
  using Feeds = std::unordered_map<LessonId, std::unique_ptr<Feed>>;

  Feeds& feeds_of(LessonId lesson);

  net::ReactorPool& reactors_;
  ViewerGate& gate_;
  const Clock& clock_;
  std::vector<std::unique_ptr<HlsShelf>> shelves_;  // by reactor, each used there
  std::vector<Feeds> feeds_;                        // by home reactor, each used there
};

}  // namespace lyceum::media
