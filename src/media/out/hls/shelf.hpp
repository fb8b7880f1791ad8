// Everything of HLS that one reactor has at hand, for all lessons, and the players that wait there.
//
// One message per part and reactor fills it; look-ups take no lock and make no text. A player that asks for
// what does not exist yet is held; one part wakes all who wait for it.
#pragma once

#include "base/flow/mailbox.hpp"
#include "base/flow/task.hpp"
#include "base/names/id.hpp"
#include "media/out/hls/rendition_shelf.hpp"

#include <memory>
#include <unordered_map>

namespace lyceum::media {

// Lives on one reactor; all calls there. Outlives its timers' loop's last turn.
class HlsShelf {
 public:
  static constexpr std::size_t waiting_max = 20'000;  // a lesson
  // What has ended stays for those who have not seen it all.
  static constexpr std::chrono::seconds kept_after_end{120};

  explicit HlsShelf(Timers& timers) : timers_(timers) {}
  HlsShelf(const HlsShelf&) = delete;
  HlsShelf& operator=(const HlsShelf&) = delete;
  ~HlsShelf();

  // A stream begins: players may wait for it from now on. What an earlier one of the lesson left is gone.
  void open(LessonId lesson);
  void apply(LessonId lesson, const HlsUpdate& update);
  // Nothing more will come.
  void close(LessonId lesson);

  // The answer, if there is one now.
  std::optional<HlsAnswer> look(LessonId lesson, const HlsQuery& query) const;
  // Calls `resume` once: with the answer when it is there, or with a refusal after three target durations (or
  // at once when too many wait). The number is for abandon(); 0: it has been called already.
  std::uint64_t wait(LessonId lesson, const HlsQuery& query, Resume<HlsAnswer> resume);
  // Who waited under that number has gone: `resume` is called now. Ignored when it has been.
  void abandon(LessonId lesson, std::uint64_t number);

  std::size_t waiting(LessonId lesson) const;

 private:
  struct Waiter {
    std::uint64_t number;
    HlsQuery query;
    std::int64_t seconds_left;
    Resume<HlsAnswer> resume;
  };
  struct Lane {
    RenditionShelf renditions[2];  // by TrackKind
    RenditionShelf small;
    HlsText multivariant;
    std::vector<Waiter> waiters;
    Timers::Handle clock = 0;   // ticks each second while somebody waits
    Timers::Handle forget = 0;  // set once closed
    bool ended = false;
    const RenditionShelf& of(const HlsName& name) const {
      return name.small ? small : renditions[static_cast<std::size_t>(name.track)];
    }
  };
  static std::optional<HlsAnswer> look(const Lane& lane, const HlsQuery& query);
  void wake(Lane& lane);
  void tick(LessonId lesson);
  void start_clock(LessonId lesson, Lane& lane);
  void drop(LessonId lesson);

  Timers& timers_;
  std::unordered_map<LessonId, std::unique_ptr<Lane>> lanes_;
  std::uint64_t waited_ = 0;  // ever
};

}  // namespace lyceum::media
