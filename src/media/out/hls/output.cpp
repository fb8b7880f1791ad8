#include "media/out/hls/output.hpp"

#include "media/out/hls/handler.hpp"
#include "media/out/hls/packager.hpp"

namespace lyceum::media {

// One stream's way to all shelves: a message per part and reactor.
class HlsOutput::Feed final : public Subscriber, public HlsSink {
 public:
  Feed(HlsOutput& output, LessonId lesson, Stream& stream, milliseconds gop, std::unique_ptr<HlsSink> also)
      : output_(output),
        lesson_(lesson),
        stream_(stream),
        also_(std::move(also)),
        packager_({.gop = gop}, *this, output.clock_.utc()) {
    tell([lesson](HlsShelf& shelf) { shelf.open(lesson); });
    stream_.outlet().subscribe(*this);
  }
  ~Feed() override {
    stream_.outlet().unsubscribe(*this);
    packager_.end();
    tell([lesson = lesson_](HlsShelf& shelf) { shelf.close(lesson); });
  }

  void frame(const FramePtr& frame) override { packager_.frame(frame, output_.clock_.utc()); }
  void paused() override { packager_.pause(); }
  void ended() override { packager_.end(); }
  HlsPackager& packager() { return packager_; }

  void publish(HlsUpdatePtr update) override {
    tell([lesson = lesson_, update](HlsShelf& shelf) { shelf.apply(lesson, *update); });
    if (also_) also_->publish(std::move(update));
  }

 private:
  template <class Call>
  void tell(Call call) {
    for (std::size_t i = 0; i < output_.shelves_.size(); ++i)
      output_.reactors_.at(i).post([&shelf = *output_.shelves_[i], call] { call(shelf); });
  }

  HlsOutput& output_;
  const LessonId lesson_;
  Stream& stream_;
  const std::unique_ptr<HlsSink> also_;
  HlsPackager packager_;
};

HlsOutput::HlsOutput(net::ReactorPool& reactors, ViewerGate& gate, const Clock& clock)
    : reactors_(reactors), gate_(gate), clock_(clock), feeds_(reactors.size()) {
  for (std::size_t i = 0; i < reactors.size(); ++i)
    shelves_.push_back(std::make_unique<HlsShelf>(reactors.at(i)));
}

HlsOutput::~HlsOutput() = default;

void HlsOutput::open(LessonId lesson, Stream& stream, milliseconds gop, std::unique_ptr<HlsSink> also) {
  Feeds& here = feeds_of(lesson);
  here.erase(lesson);
  here.emplace(lesson, std::make_unique<Feed>(*this, lesson, stream, gop, std::move(also)));
}

void HlsOutput::close(LessonId lesson) { feeds_of(lesson).erase(lesson); }

void HlsOutput::small_frame(LessonId lesson, const FramePtr& frame) {
  const Feeds& here = feeds_of(lesson);
  if (const auto found = here.find(lesson); found != here.end()) found->second->packager().small_frame(frame);
}

void HlsOutput::small_lost(LessonId lesson) {
  const Feeds& here = feeds_of(lesson);
  if (const auto found = here.find(lesson); found != here.end()) found->second->packager().small_lost();
}

HlsOutput::Feeds& HlsOutput::feeds_of(LessonId lesson) {
  return feeds_[reactors_.home(lesson.value).index()];
}

void HlsOutput::add_routes(net::Router& router) {
  router.add("GET", "/hls/{token}/{lesson}/{name}", [this](net::Request& request) {
    return serve_hls(*shelves_[net::Reactor::current().index()], gate_, request);
  });
}

}  // namespace lyceum::media
