// What the classes that run now look like: one small picture of each, from a key frame now and then.
//
// Only of classes that are live: what is shown in a rehearsal is nobody's business. A class whose pictures
// cannot be made is asked more and more seldom, so that a stream that breaks the worker does not keep others
// from theirs.
#pragma once

#include "base/names/id.hpp"
#include "media/hub/stream.hpp"
#include "media/transcode/supervisor/desk.hpp"
#include "net/reactor/pool.hpp"

#include <mutex>
#include <unordered_map>

namespace lyceum::media {

struct LivePicture {
  SharedBytes jpeg;  // fits into 480 × 480
  Utc taken{};       // when its last byte came in; another picture has another time
};

// Who keeps small pictures of classes.
class TileTaker {
 public:
  virtual ~TileTaker() = default;
  // On the lesson's home reactor. A JPEG that fits into 160 × 90; `taken`: when the picture came in.
  virtual void tile(LessonId lesson, Utc taken, const SharedBytes& jpeg) = 0;
};

class LivePictures {
 public:
  // Never more often, of one class.
  static constexpr std::chrono::seconds every{10};
  static constexpr std::chrono::seconds seldom{600};
  static constexpr worker::Wish picture_wish{480, 480, 60'000};
  static constexpr worker::Wish tile_wish{160, 90, 10'000};

  // All outlive it; it outlives the reactors' run. `drawer` null: there are no pictures.
  LivePictures(net::ReactorPool& reactors, Drawer* drawer, TileTaker& taker, const Clock& clock);
  ~LivePictures();
  LivePictures(const LivePictures&) = delete;
  LivePictures& operator=(const LivePictures&) = delete;

  // On the stream's home reactor (or after the reactors have stopped), as the class goes: a stream comes, the
  // class begins, the stream goes. `begun`: it has begun before. The stream stays until close().
  void open(LessonId lesson, Stream& stream, bool begun);
  void begin(LessonId lesson);
  void close(LessonId lesson);

  // From any thread. None: not live, nothing drawn yet, or no picture in the stream.
  std::optional<LivePicture> find(LessonId lesson) const;

 private:
  class Feed;
  using Feeds = std::unordered_map<LessonId, std::unique_ptr<Feed>>;

  Feed* feed(LessonId lesson);
  Feeds& feeds_of(LessonId lesson);
  void order(LessonId lesson, std::uint64_t number, worker::Draw draw, Utc taken);
  void show(LessonId lesson, LivePicture picture);

  net::ReactorPool& reactors_;
  Drawer* const drawer_;
  TileTaker& taker_;
  const Clock& clock_;
  std::vector<Feeds> feeds_;            // by home reactor, each used there
  std::vector<std::uint64_t> numbers_;  // by home reactor, of its feeds so far

  mutable std::mutex mutex_;  // guards the board
  std::unordered_map<LessonId, LivePicture> board_;
};

}  // namespace lyceum::media
