// The part of the room server that lives on one reactor: the sockets that were accepted there, by room, and
// the one sweep over them that a flush makes.
#pragma once

#include "net/reactor/reactor.hpp"
#include "net/websocket/broadcast.hpp"
#include "room/door/guest.hpp"
#include "room/door/live_room.hpp"

#include <unordered_map>

namespace lyceum::room {

// The guests of one room on one reactor. Seated ones stand in two parallel rows for each audience, without a
// gap.
struct Hall {
  struct Seats {
    std::vector<net::WebSocket*> sockets;
    std::vector<Guest*> guests;
  };
  LessonId lesson;
  std::size_t guests = 0;
  std::array<Seats, 2> seats;  // by Audience
};

// Somebody who wants in: who they are is already known and allowed.
struct Visitor {
  Standing who;
  Language language = Language::en;
  std::optional<ResumePoint> resume;
};

// The way from a wing to the room's home, as messages.
class WayHome {
 public:
  virtual ~WayHome() = default;
  virtual void enter(LessonId lesson, Arrival arrival) = 0;
  virtual void leave(LessonId lesson, GuestId guest, std::optional<AccountId> account) = 0;
  virtual void go_on(LessonId lesson, GuestId guest, Audience audience, Offset upto) = 0;
  virtual void ask(LessonId lesson, Ask ask) = 0;
  virtual void swept(LessonId lesson, std::chrono::nanoseconds took) = 0;
};

class Wing final : GuestHost {
 public:
  Wing(net::Reactor& reactor, WayHome& way_home, const Clock& clock);
  // On the reactor's thread, or after it stopped.
  ~Wing();

  void join(std::unique_ptr<net::WebSocket> socket, LessonId lesson, Visitor visitor);
  void turn_away(std::unique_ptr<net::WebSocket> socket, Farewell why);

  // What Halls says, arrived on this reactor.
  void welcome(GuestId id, const Welcome& welcome);
  void send(GuestId id, const SharedBytes& frame);
  void answer(GuestId id, const SharedBytes& frame);
  void close(GuestId id, Farewell why);
  void send_back(GuestId id);  // the room could not be opened for it
  void flush(LessonId lesson, const Feed::Frames& frames);

  void close_all(LessonId lesson, Farewell why);
  // Everybody is sent away (restart), nobody is let in any more; `done` when the last has gone, or after
  // `within`.
  void drain(Job done, std::chrono::nanoseconds within);

  std::size_t guests() const { return guests_.size() - free_.size(); }

 private:
  struct Behind {
    GuestId guest;
    Mono since;
  };

  Mono now() const override { return clock_.mono(); }
  void on_command(Guest& guest, std::int64_t id, Command command) override;
  void on_gone(Guest& guest) override;

  Guest& make_guest(std::unique_ptr<net::WebSocket> socket, const Visitor& visitor);
  Guest* find(GuestId id);
  void seat(Guest& guest, Audience audience);
  void unseat(Guest& guest);
  bool greet(Guest& guest);
  void forget_hall(Guest& guest);
  void look_after_those_behind();
  void finish_drain();

  net::Reactor& reactor_;
  WayHome& way_home_;
  const Clock& clock_;
  net::Broadcaster broadcaster_;
  std::unordered_map<LessonId, std::unique_ptr<Hall>> halls_;
  std::vector<std::unique_ptr<Guest>> guests_;  // by slot
  std::vector<std::uint32_t> free_;             // slots
  std::uint32_t serial_ = 0;
  std::vector<Behind> behind_;  // guests that resume and have not yet taken what they were sent
  Timers::Handle behind_timer_ = 0;
  Job drained_;  // not empty: draining
  Timers::Handle drain_timer_ = 0;
  bool draining_ = false;
};

}  // namespace lyceum::room
