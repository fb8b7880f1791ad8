#include "room/door/wing.hpp"

#include "base/metrics/metrics.hpp"

namespace lyceum::room {
namespace {

constexpr std::chrono::milliseconds behind_look{20};
constexpr std::chrono::seconds behind_max{10};  // to take 32 kB

Gauge& sockets_gauge() {
  static Gauge& gauge = metric_gauge("lyceum_room_sockets", "Web sockets in rooms");
  return gauge;
}
Counter& frames_counter() {
  static Counter& counter = metric_counter("lyceum_room_frames_total", "Frames handed to sockets by flushes");
  return counter;
}

}  // namespace

Wing::Wing(net::Reactor& reactor, WayHome& way_home, const Clock& clock)
    : reactor_(reactor), way_home_(way_home), clock_(clock) {}

Wing::~Wing() {
  reactor_.cancel(behind_timer_);
  reactor_.cancel(drain_timer_);
}

// Guests

Guest& Wing::make_guest(std::unique_ptr<net::WebSocket> socket, const Visitor& visitor) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(guests_.size()));
    guests_.emplace_back();
  }
  const std::uint32_t slot = free_.back();
  free_.pop_back();
  const GuestId id = GuestId::make(reactor_.index(), slot, ++serial_);
  const AccountId account = visitor.who.person ? visitor.who.person->id : AccountId{};
  GuestHost& host = *this;
  guests_[slot] = std::make_unique<Guest>(host, std::move(socket), id, account, visitor.language,
                                          visitor.who.may_moderate);
  guests_[slot]->start();
  sockets_gauge().add(1);
  return *guests_[slot];
}

Guest* Wing::find(GuestId id) {
  if (id.slot() >= guests_.size()) return nullptr;
  Guest* guest = guests_[id.slot()].get();
  return guest != nullptr && guest->id() == id ? guest : nullptr;
}

void Wing::join(std::unique_ptr<net::WebSocket> socket, LessonId lesson, Visitor visitor) {
  if (draining_) return turn_away(std::move(socket), Farewell::restart);
  Guest& guest = make_guest(std::move(socket), visitor);
  auto& hall = halls_[lesson];
  if (!hall) {
    hall = std::make_unique<Hall>();
    hall->lesson = lesson;
  }
  ++hall->guests;
  guest.hall = hall.get();
  way_home_.enter(lesson, {guest.id(), std::move(visitor.who), std::move(visitor.resume)});
}

void Wing::turn_away(std::unique_ptr<net::WebSocket> socket, Farewell why) {
  make_guest(std::move(socket), {}).say_farewell(why);
}

void Wing::on_command(Guest& guest, std::int64_t id, Command command) {
  if (guest.hall == nullptr) return;
  way_home_.ask(guest.hall->lesson, {guest.id(), guest.account(), id, guest.language(), std::move(command)});
}

void Wing::on_gone(Guest& guest) {
  guest.gone = true;
  if (guest.hall != nullptr) {
    unseat(guest);
    if (!guest.greeted) return;  // the room may be about to let it in; see greet()
    way_home_.leave(guest.hall->lesson, guest.id(), guest.account());
    forget_hall(guest);
  }
  const std::uint32_t slot = guest.id().slot();
  guests_[slot].reset();
  free_.push_back(slot);
  sockets_gauge().add(-1);
  if (draining_ && guests() == 0) finish_drain();
}

// The home has spoken to it for the first time. False: it was too late.
bool Wing::greet(Guest& guest) {
  guest.greeted = true;
  if (!guest.gone) return true;
  on_gone(guest);
  return false;
}

void Wing::forget_hall(Guest& guest) {
  unseat(guest);
  Hall* hall = std::exchange(guest.hall, nullptr);
  if (--hall->guests == 0) halls_.erase(LessonId(hall->lesson));
}

// Seats

void Wing::seat(Guest& guest, Audience audience) {
  unseat(guest);
  auto& seats = guest.hall->seats[static_cast<std::size_t>(audience)];
  guest.audience = audience;
  guest.place = static_cast<std::uint32_t>(seats.guests.size());
  guest.seated = true;
  seats.guests.push_back(&guest);
  seats.sockets.push_back(&guest.socket());
}

void Wing::unseat(Guest& guest) {
  if (!guest.seated) return;
  auto& seats = guest.hall->seats[static_cast<std::size_t>(guest.audience)];
  seats.guests[guest.place] = seats.guests.back();
  seats.sockets[guest.place] = seats.sockets.back();
  seats.guests[guest.place]->place = guest.place;
  seats.guests.pop_back();
  seats.sockets.pop_back();
  guest.seated = false;
}

void Wing::welcome(GuestId id, const Welcome& welcome) {
  Guest* guest = find(id);
  if (guest == nullptr || !greet(*guest)) return;
  for (const SharedBytes& frame : welcome.frames) guest->socket().send(frame);
  unseat(*guest);
  guest->audience = welcome.audience;
  guest->upto = welcome.upto;
  if (welcome.seated) return seat(*guest, welcome.audience);
  behind_.push_back({id, now()});
  look_after_those_behind();
}

// Sends for more on behalf of those who have taken what they had.
void Wing::look_after_those_behind() {
  reactor_.cancel(std::exchange(behind_timer_, 0));
  std::erase_if(behind_, [this](const Behind& behind) {
    Guest* guest = find(behind.guest);
    if (guest == nullptr || guest->gone || !guest->socket().open()) return true;
    if (guest->socket().backlog() > 0) {
      if (now() - behind.since < behind_max) return false;
      guest->say_farewell(Farewell::too_slow);
      return true;
    }
    way_home_.go_on(guest->hall->lesson, guest->id(), guest->audience, guest->upto);
    return true;
  });
  if (!behind_.empty())
    behind_timer_ = reactor_.after(behind_look, [this] {
      behind_timer_ = 0;
      look_after_those_behind();
    });
}

// What the home says

void Wing::send(GuestId id, const SharedBytes& frame) {
  if (Guest* guest = find(id)) guest->socket().send(frame);
}

void Wing::answer(GuestId id, const SharedBytes& frame) {
  if (Guest* guest = find(id)) guest->answered(frame);
}

void Wing::close(GuestId id, Farewell why) {
  Guest* guest = find(id);
  if (guest != nullptr && greet(*guest)) guest->say_farewell(why);
}

void Wing::send_back(GuestId id) {
  Guest* guest = find(id);
  if (guest == nullptr) return;
  forget_hall(*guest);
  if (greet(*guest)) guest->say_farewell(Farewell::unready);
}

void Wing::flush(LessonId lesson, const Feed::Frames& frames) {
  std::chrono::nanoseconds took{0};
  if (const auto found = halls_.find(lesson); found != halls_.end()) {
    const auto& [everyone, staff] = found->second->seats;
    if (!frames.everyone.empty()) took += broadcaster_.send(everyone.sockets, frames.everyone);
    if (!frames.staff.empty()) took += broadcaster_.send(staff.sockets, frames.staff);
    frames_counter().add(static_cast<double>(everyone.sockets.size() + staff.sockets.size()));
  }
  way_home_.swept(lesson, took);
}

void Wing::close_all(LessonId lesson, Farewell why) {
  for (const auto& guest : guests_)
    if (guest && guest->hall != nullptr && guest->hall->lesson == lesson) guest->say_farewell(why);
}

void Wing::drain(Job done, std::chrono::nanoseconds within) {
  draining_ = true;
  drained_ = std::move(done);
  for (const auto& guest : guests_)
    if (guest) guest->say_farewell(Farewell::restart);
  if (guests() == 0) return finish_drain();
  drain_timer_ = reactor_.after(within, [this] {
    drain_timer_ = 0;
    for (const auto& guest : guests_)
      if (guest && guest->hall != nullptr)
        way_home_.leave(guest->hall->lesson, guest->id(), guest->account());
    halls_.clear();
    guests_.clear();
    free_.clear();
    finish_drain();
  });
}

void Wing::finish_drain() {
  reactor_.cancel(std::exchange(drain_timer_, 0));
  if (Job done = std::exchange(drained_, {})) done();
}

}  // namespace lyceum::room
