#include "room/door/room_server.hpp"

#include "base/secret/base64url.hpp"
#include "base/secret/random.hpp"

#include <atomic>
#include <charconv>

namespace lyceum::room {
namespace {

constexpr std::chrono::seconds closing_max{3};
constexpr std::chrono::milliseconds settle_look{10};
constexpr int settle_looks = 700;

// Never the same twice.
Epoch fresh_epoch() { return base64url_encode(random_bytes(8)); }

// Calls a job when the last of several parties has reported.
struct Rendezvous {
  std::atomic<std::size_t> missing;
  Job job;
  void arrived() {
    if (--missing == 0) job();
  }
};

}  // namespace

std::optional<ResumePoint> resume_point(std::string_view epoch, std::string_view after) {
  if (epoch.empty() || epoch.size() > 64) return std::nullopt;
  ResumePoint point{Epoch(epoch), 0};
  const auto [end, error] = std::from_chars(after.data(), after.data() + after.size(), point.after);
  if (error != std::errc() || end != after.data() + after.size()) return std::nullopt;
  return point;
}

struct RoomServer::OnReactor {
  net::Reactor& reactor;
  Wing wing;
  Home home;
};

RoomServer::RoomServer(net::ReactorPool& reactors, RoomLog& log, StayLog& stays, LessonFacts& facts,
                       const Clock& clock, RoomOptions options)
    : reactors_(reactors) {
  for (std::size_t i = 0; i < reactors.size(); ++i) {
    net::Reactor& reactor = reactors.at(i);
    RoomGround ground{
        .log = log,
        .stays = stays,
        .halls = *this,
        .timers = reactor,
        .clock = clock,
        .on_people = [this](LessonId lesson, std::int64_t people) { board_.set(lesson, people); },
        .site_words = options.site_words,
        .comments_shown = options.comments_shown,
        .deck = options.deck};
    parts_.push_back(std::unique_ptr<OnReactor>(
        new OnReactor{reactor, Wing(reactor, *this, clock), Home(std::move(ground), facts, fresh_epoch)}));
  }
}

RoomServer::~RoomServer() = default;

RoomServer::OnReactor& RoomServer::home_of(LessonId lesson) {
  return *parts_[reactors_.home(lesson.value).index()];
}

void RoomServer::visit(LessonId lesson, Home::Visit visit) {
  OnReactor& part = home_of(lesson);
  part.reactor.post(
      [&part, lesson, visit = std::move(visit)]() mutable { part.home.visit(lesson, std::move(visit)); });
}

void RoomServer::visit_if_open(LessonId lesson, Home::Visit visit) {
  OnReactor& part = home_of(lesson);
  part.reactor.post([&part, lesson, visit = std::move(visit)]() mutable {
    part.home.visit_if_open(lesson, std::move(visit));
  });
}

template <class Work>
void RoomServer::in_wing(std::size_t hall, Work work) {
  OnReactor& part = *parts_[hall];
  part.reactor.post([&part, work = std::move(work)]() mutable { work(part.wing); });
}

// For the house

void RoomServer::join(std::unique_ptr<net::WebSocket> socket, LessonId lesson, Visitor visitor) {
  parts_[net::Reactor::current().index()]->wing.join(std::move(socket), lesson, std::move(visitor));
}

void RoomServer::turn_away(std::unique_ptr<net::WebSocket> socket, Farewell why) {
  parts_[net::Reactor::current().index()]->wing.turn_away(std::move(socket), why);
}

void RoomServer::tell(LessonId lesson, Telling telling) {
  visit(lesson, [telling](LiveRoom* room) {
    if (room != nullptr) room->tell(telling);  // else: it asks LessonFacts when it is opened
  });
}

Task<Result<Offset>> RoomServer::say(LessonId lesson, Standing who, std::string text) {
  co_return co_await wait_for<Result<Offset>>([&](Resume<Result<Offset>> resume) {
    visit(lesson, [who = std::move(who), text = std::move(text),
                   resume = std::move(resume)](LiveRoom* room) mutable {
      if (room == nullptr) return resume(Failure(to_error({No::not_saved})));
      room->say(who, std::move(text), [resume = std::move(resume)](std::expected<Offset, Refusal> n) mutable {
        resume(n ? Result<Offset>(*n) : Failure(to_error(n.error())));
      });
    });
  });
}

Task<Result<Offset>> RoomServer::announce(LessonId lesson, std::string text) {
  co_return co_await wait_for<Result<Offset>>([&](Resume<Result<Offset>> resume) {
    visit(lesson, [text = std::move(text), resume = std::move(resume)](LiveRoom* room) mutable {
      if (room == nullptr) return resume(Failure(to_error({No::not_saved})));
      room->announce(std::move(text), [resume = std::move(resume)](std::expected<Offset, Refusal> n) mutable {
        resume(n ? Result<Offset>(*n) : Failure(to_error(n.error())));
      });
    });
  });
}

void RoomServer::cut(LessonId lesson, AccountId account) {
  visit_if_open(lesson, [account](LiveRoom* room) {
    if (room != nullptr) room->cut(account);
  });
}

void RoomServer::restand(LessonId lesson, Standing who) {
  visit_if_open(lesson, [who = std::move(who)](LiveRoom* room) {
    if (room != nullptr) room->restand(who);
  });
}

void RoomServer::each_with(AccountId account, std::function<void(LessonId)> call) {
  for (const auto& part : parts_)
    part->reactor.post([&home = part->home, account, call] {
      home.visit_all([&](LiveRoom& room) {
        if (room.has(account)) call(room.lesson());
      });
    });
}

void RoomServer::erase(AccountId account) {
  for (const auto& part : parts_)
    part->reactor.post([&home = part->home, account] {
      home.visit_all([account](LiveRoom& room) {
        room.cut(account);
        room.tell(EraseAccount{account});
      });
    });
}

void RoomServer::close(LessonId lesson) {
  visit_if_open(lesson, [](LiveRoom* room) {
    if (room != nullptr) room->close();
  });
  for (std::size_t i = 0; i < parts_.size(); ++i)
    in_wing(i, [lesson](Wing& wing) { wing.close_all(lesson, Farewell::over); });
}

void RoomServer::drain(Job done) {
  Mailbox& caller = Mailbox::current();
  auto settled = std::make_shared<Rendezvous>(
      parts_.size(), [&caller, done = std::move(done)]() mutable { caller.post(std::move(done)); });
  auto empty = std::make_shared<Rendezvous>(parts_.size(), [this, settled] {
    for (std::size_t i = 0; i < parts_.size(); ++i)
      parts_[i]->reactor.post(
          [this, i, settled] { settle(i, settle_looks, [settled] { settled->arrived(); }); });
  });
  for (std::size_t i = 0; i < parts_.size(); ++i)
    in_wing(i, [empty](Wing& wing) { wing.drain([empty] { empty->arrived(); }, closing_max); });
}

void RoomServer::settle(std::size_t reactor, int looks_left, Job done) {
  OnReactor& part = *parts_[reactor];
  if (part.home.settled() || looks_left == 0) return done();
  part.reactor.after(settle_look, [this, reactor, looks_left, done = std::move(done)]() mutable {
    settle(reactor, looks_left - 1, std::move(done));
  });
}

// From a room to the halls

void RoomServer::welcome(GuestId guest, Welcome welcome) {
  in_wing(guest.hall(), [guest, welcome = std::move(welcome)](Wing& wing) { wing.welcome(guest, welcome); });
}

void RoomServer::send(GuestId guest, SharedBytes frame) {
  in_wing(guest.hall(), [guest, frame = std::move(frame)](Wing& wing) { wing.send(guest, frame); });
}

void RoomServer::answer(GuestId guest, SharedBytes frame) {
  in_wing(guest.hall(), [guest, frame = std::move(frame)](Wing& wing) { wing.answer(guest, frame); });
}

void RoomServer::close(GuestId guest, Farewell why) {
  in_wing(guest.hall(), [guest, why](Wing& wing) { wing.close(guest, why); });
}

void RoomServer::flush(std::size_t hall, LessonId lesson, Feed::Frames frames) {
  in_wing(hall, [lesson, frames = std::move(frames)](Wing& wing) { wing.flush(lesson, frames); });
}

// From the halls to a room

void RoomServer::enter(LessonId lesson, Arrival arrival) {
  visit(lesson, [this, arrival = std::move(arrival)](LiveRoom* room) mutable {
    if (room != nullptr) return room->enter(std::move(arrival));
    in_wing(arrival.guest.hall(), [guest = arrival.guest](Wing& wing) { wing.send_back(guest); });
  });
}

void RoomServer::leave(LessonId lesson, GuestId guest, std::optional<AccountId> account) {
  visit_if_open(lesson, [guest, account](LiveRoom* room) {
    if (room != nullptr) room->leave(guest, account);
  });
}

void RoomServer::go_on(LessonId lesson, GuestId guest, Audience audience, Offset upto) {
  visit_if_open(lesson, [guest, audience, upto](LiveRoom* room) {
    if (room != nullptr) room->go_on(guest, audience, upto);
  });
}

void RoomServer::ask(LessonId lesson, Ask ask) {
  visit_if_open(lesson, [ask = std::move(ask)](LiveRoom* room) mutable {
    if (room != nullptr) room->ask(std::move(ask));
  });
}

void RoomServer::swept(LessonId lesson, std::chrono::nanoseconds took) {
  visit_if_open(lesson, [took](LiveRoom* room) {
    if (room != nullptr) room->swept(took);
  });
}

}  // namespace lyceum::room
