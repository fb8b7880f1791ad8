// The rooms that are at home on one reactor: opened on demand, freed when nobody has been there for a while.
#pragma once

#include "room/door/live_room.hpp"

#include <unordered_map>

namespace lyceum::room {

// What the record of a room cannot know: where its lesson stands now. Implemented by whoever runs lessons.
class LessonFacts {
 public:
  virtual ~LessonFacts() = default;
  // Asked on the room's home reactor when the room is opened; later changes are told with LiveRoom::tell().
  virtual Task<Result<Progress>> progress(LessonId lesson) = 0;
};

// Lives on its reactor.
class Home {
 public:
  // The room; nullptr when it cannot be opened now (the database does not answer).
  using Visit = std::move_only_function<void(LiveRoom*)>;

  static constexpr std::chrono::seconds kept_idle{60};

  // `fresh_epoch` makes a name that no other epoch has.
  Home(RoomGround ground, LessonFacts& facts, std::function<Epoch()> fresh_epoch);
  ~Home();
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;

  // At once when the room is open, else when it is; visits of a room come in their order.
  void visit(LessonId lesson, Visit visit);
  // Only if it is open (or being opened).
  void visit_if_open(LessonId lesson, Visit visit);

  // Every room that is open now; those being opened read the record anyway.
  void visit_all(const std::function<void(LiveRoom&)>& visit);

  std::size_t rooms() const { return rooms_.size(); }
  // Nothing accepted is still to be written.
  bool settled() const;

 private:
  struct Entry {
    std::unique_ptr<LiveRoom> room;  // null: being opened
    std::vector<Visit> waiting;
    bool was_idle = false;  // at the last look
  };
  Task<void> open(LessonId lesson);
  void opened(LessonId lesson, std::unique_ptr<LiveRoom> room);
  void free_idle();

  RoomGround ground_;
  LessonFacts& facts_;
  std::function<Epoch()> fresh_epoch_;
  std::unordered_map<LessonId, Entry> rooms_;
  Timers::Handle look_ = 0;
};

}  // namespace lyceum::room
