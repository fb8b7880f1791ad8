#include "media/transcode/picture/live_pictures.hpp"

#include "media/transcode/picture/key_frame_picker.hpp"

namespace lyceum::media {

// One stream's key frames on their way to the worker.
class LivePictures::Feed final : public Subscriber {
 public:
  Feed(LivePictures& pictures, LessonId lesson, std::uint64_t number, Stream& stream, bool begun)
      : pictures_(pictures), lesson_(lesson), number_(number), stream_(stream), begun_(begun) {
    stream_.outlet().subscribe(*this);
  }
  ~Feed() override { stream_.outlet().unsubscribe(*this); }

  void begin() { begun_ = true; }
  void frame(const FramePtr& frame) override {
    const Mono now = pictures_.clock_.mono();
    if (!begun_ || !picker_.wants(*frame, now)) return;
    picker_.taken(now);
    // A picture that was at hand when the stream was joined has come in earlier.
    const auto age = std::chrono::duration_cast<microseconds>(now - frame->arrived);
    pictures_.order(lesson_, number_, order_for(*frame), pictures_.clock_.utc() - age);
  }
  void paused() override {}
  void ended() override {}

  std::uint64_t number() const { return number_; }
  void answered(const Result<Supervisor::Pictures>& made) {
    picker_.answered(!made && made.error().code != "worker_busy");
  }

 private:
  LivePictures& pictures_;
  const LessonId lesson_;
  const std::uint64_t number_;
  Stream& stream_;
  bool begun_;
  KeyFramePicker picker_{every, seldom};
};

LivePictures::LivePictures(net::ReactorPool& reactors, Drawer* drawer, TileTaker& taker, const Clock& clock)
    : reactors_(reactors),
      drawer_(drawer),
      taker_(taker),
      clock_(clock),
      feeds_(reactors.size()),
      numbers_(reactors.size()) {}

LivePictures::~LivePictures() = default;

void LivePictures::open(LessonId lesson, Stream& stream, bool begun) {
  if (drawer_ == nullptr) return;
  close(lesson);
  const std::uint64_t number = ++numbers_[reactors_.home(lesson.value).index()];
  auto& place = feeds_of(lesson)[lesson];
  place = std::make_unique<Feed>(*this, lesson, number, stream, begun);
}

void LivePictures::begin(LessonId lesson) {
  if (Feed* const here = feed(lesson)) here->begin();
}

void LivePictures::close(LessonId lesson) {
  feeds_of(lesson).erase(lesson);
  const std::lock_guard lock(mutex_);
  board_.erase(lesson);
}

std::optional<LivePicture> LivePictures::find(LessonId lesson) const {
  const std::lock_guard lock(mutex_);
  const auto found = board_.find(lesson);
  return found == board_.end() ? std::nullopt : std::optional(found->second);
}

LivePictures::Feeds& LivePictures::feeds_of(LessonId lesson) {
  return feeds_[reactors_.home(lesson.value).index()];
}

LivePictures::Feed* LivePictures::feed(LessonId lesson) {
  const Feeds& here = feeds_of(lesson);
  const auto found = here.find(lesson);
  return found == here.end() ? nullptr : found->second.get();
}

// The stream may be gone, or another one there, when the answer comes.
void LivePictures::order(LessonId lesson, std::uint64_t number, worker::Draw draw, Utc taken) {
  draw.wishes = {picture_wish, tile_wish};
  drawer_->draw(std::move(draw), [this, lesson, number, taken](const Result<Supervisor::Pictures>& made) {
    Feed* const here = feed(lesson);
    if (here == nullptr || here->number() != number) return;
    here->answered(made);
    if (!made) return;
    show(lesson, {made->at(0).jpeg, taken});
    taker_.tile(lesson, taken, made->at(1).jpeg);
  });
}

void LivePictures::show(LessonId lesson, LivePicture picture) {
  const std::lock_guard lock(mutex_);
  board_[lesson] = std::move(picture);
}

}  // namespace lyceum::media
