#include "media/out/flv/output.hpp"

#include "media/out/flv/handler.hpp"

namespace lyceum::media {

FlvOutput::FlvOutput(net::ReactorPool& reactors, ViewerGate& gate, const Clock& clock)
    : reactors_(reactors), gate_(gate), streams_(reactors.size()) {
  for (std::size_t i = 0; i < reactors.size(); ++i) {
    const auto want = [this, i](LessonId lesson) {
      reactors_.home(lesson.value).post([this, i, lesson] { provide(i, lesson); });
    };
    stations_.push_back(std::make_unique<FlvStation>(reactors.at(i), gate, clock, want));
  }
}

FlvOutput::~FlvOutput() = default;

// The home reactor's station at once: it must not touch the stream a moment longer.
template <class Call>
void FlvOutput::tell(LessonId lesson, Call call) {
  const std::size_t home = home_of(lesson);
  call(*stations_[home]);
  for (std::size_t i = 0; i < stations_.size(); ++i)
    if (i != home) reactors_.at(i).post([&station = *stations_[i], call] { call(station); });
}

void FlvOutput::open(LessonId lesson, Stream& stream) {
  streams_[home_of(lesson)][lesson] = &stream;
  tell(lesson, [lesson](FlvStation& station) { station.open(lesson); });
}

void FlvOutput::close(LessonId lesson) {
  streams_[home_of(lesson)].erase(lesson);
  tell(lesson, [lesson](FlvStation& station) { station.close(lesson); });
}

void FlvOutput::cut(LessonId lesson) {
  tell(lesson, [lesson](FlvStation& station) { station.cut(lesson); });
}

void FlvOutput::ask_all() {
  for (std::size_t i = 0; i < stations_.size(); ++i)
    reactors_.at(i).post([&station = *stations_[i]] { station.ask_all(); });
}

// On the lesson's home reactor: what the station of another one asked for.
void FlvOutput::provide(std::size_t reactor, LessonId lesson) {
  const std::size_t home = home_of(lesson);
  const auto found = streams_[home].find(lesson);
  if (found == streams_[home].end()) return;
  Stream& stream = *found->second;
  FlvStation& station = *stations_[reactor];
  if (reactor == home)
    return station.attach(lesson, std::shared_ptr<Outlet>(std::shared_ptr<Outlet>(), &stream.outlet()));
  reactors_.at(reactor).post([&station, lesson, outlet = stream.outlet_on(reactors_.at(reactor))] {
    station.attach(lesson, outlet);
  });
}

void FlvOutput::add_routes(net::Router& router) {
  router.add_push("/flv/{token}/{file}", [this](net::Request& request) {
    return serve_flv(*stations_[net::Reactor::current().index()], gate_, request);
  });
}

}  // namespace lyceum::media
