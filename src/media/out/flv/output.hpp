// HTTP-FLV for the whole server: a station on every reactor, one route.
#pragma once

#include "media/hub/stream.hpp"
#include "media/out/flv/station.hpp"
#include "net/http/router.hpp"
#include "net/reactor/pool.hpp"

#include <memory>
#include <unordered_map>
#include <vector>

namespace lyceum::media {

class FlvOutput {
 public:
  // All outlive it; it outlives the reactors' run.
  FlvOutput(net::ReactorPool& reactors, ViewerGate& gate, const Clock& clock);
  ~FlvOutput();
  FlvOutput(const FlvOutput&) = delete;
  FlvOutput& operator=(const FlvOutput&) = delete;

  // On the stream's home reactor (or after the reactors have stopped). The stream stays until close().
  void open(LessonId lesson, Stream& stream);
  void close(LessonId lesson);
  // On the stream's home reactor: players are hung up on at once, whatever waits for them.
  void cut(LessonId lesson);
  // From any thread, after rights were taken away: who may not watch any more is hung up on.
  void ask_all();

  // GET /flv/{token}/{lesson}.flv
  void add_routes(net::Router& router);

 private:
  std::size_t home_of(LessonId lesson) { return reactors_.home(lesson.value).index(); }
  template <class Call>
  void tell(LessonId lesson, Call call);
  void provide(std::size_t reactor, LessonId lesson);

  net::ReactorPool& reactors_;
  ViewerGate& gate_;
  std::vector<std::unique_ptr<FlvStation>> stations_;           // by reactor, each used there
  std::vector<std::unordered_map<LessonId, Stream*>> streams_;  // by home reactor, each used there
};

}  // namespace lyceum::media
