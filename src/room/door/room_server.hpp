// All rooms of the process: sockets on the reactor where they were accepted, each room at home on the reactor
// of its lesson, messages between them.
//
//   accept = [&](std::unique_ptr<net::WebSocket> socket) { rooms.join(std::move(socket), lesson,
//   std::move(visitor)); };
//
// Who may come in, and as what, is decided before: the server knows no access rule. A socket that may not
// come in is turned away with a close code, since a browser cannot see the status of a failed handshake.
#pragma once

#include "net/reactor/pool.hpp"
#include "room/door/home.hpp"
#include "room/door/people_board.hpp"
#include "room/door/wing.hpp"

namespace lyceum::room {

// ?epoch=…&after=… of the request; nothing when absent or malformed.
std::optional<ResumePoint> resume_point(std::string_view epoch, std::string_view after);

struct RoomOptions {
  // See RoomGround; called on any reactor.
  std::function<std::shared_ptr<const WordFilter>()> site_words = [] { return nullptr; };
  int comments_shown = CommentSampler::a_second_usually;
  FindDeck deck = no_deck;
};

// What it is given outlives it. Destroyed after the reactors have stopped and before they are destroyed.
class RoomServer final : Halls, WayHome {
 public:
  RoomServer(net::ReactorPool& reactors, RoomLog& log, StayLog& stays, LessonFacts& facts, const Clock& clock,
             RoomOptions options = {});
  ~RoomServer() override;

  // On the socket's reactor.
  void join(std::unique_ptr<net::WebSocket> socket, LessonId lesson, Visitor visitor);
  void turn_away(std::unique_ptr<net::WebSocket> socket, Farewell why);

  // From any thread. A room that nobody is in is opened for it.
  void tell(LessonId lesson, Telling telling);
  // A comment from outside a socket. On a thread with a mailbox; the same rules as in the room.
  Task<Result<Offset>> say(LessonId lesson, Standing who, std::string text);

  // Above the comments, until the next one; empty: none any more. On a thread with a mailbox.
  Task<Result<Offset>> announce(LessonId lesson, std::string text);

  // What `view` makes of the room as it is durable, whether somebody is in it or not. `view` runs on the
  // room's home reactor: it is quick, and changes nothing. On a thread with a mailbox.
  template <class View>
  auto look(LessonId lesson, View view) -> Task<Result<std::invoke_result_t<View, const Room&>>>;

  // From any thread; they concern those who are in the room now.
  void cut(LessonId lesson, AccountId account);  // access was lost: out, close code 4003
  void restand(LessonId lesson, Standing who);   // name, role or rights changed
  // Calls, on their home reactors, for each room that the account is in now.
  void each_with(AccountId account, std::function<void(LessonId)> call);
  // In every room that is open: what the account said loses its name, and the account is put out.
  void erase(AccountId account);
  void close(LessonId lesson);  // the lesson is no more: close code 4010

  // From any thread: people in the room now; 0 when it is not open.
  std::int64_t people(LessonId lesson) const { return board_.people(lesson); }

  // From a reactor, once: sockets are closed with 4500, so that clients come back to the next process; `done`
  // is called there when everything that was accepted is durable, at the latest after ten seconds.
  void drain(Job done);

 private:
  struct OnReactor;

  // Halls
  void welcome(GuestId guest, Welcome welcome) override;
  void send(GuestId guest, SharedBytes frame) override;
  void answer(GuestId guest, SharedBytes frame) override;
  void close(GuestId guest, Farewell why) override;
  void flush(std::size_t hall, LessonId lesson, Feed::Frames frames) override;

  // WayHome
  void enter(LessonId lesson, Arrival arrival) override;
  void leave(LessonId lesson, GuestId guest, std::optional<AccountId> account) override;
  void go_on(LessonId lesson, GuestId guest, Audience audience, Offset upto) override;
  void ask(LessonId lesson, Ask ask) override;
  void swept(LessonId lesson, std::chrono::nanoseconds took) override;

  OnReactor& home_of(LessonId lesson);
  // Posts the work to the hall's reactor.
  template <class Work>
  void in_wing(std::size_t hall, Work work);
  void visit(LessonId lesson, Home::Visit visit);
  void visit_if_open(LessonId lesson, Home::Visit visit);
  void settle(std::size_t reactor, int looks_left, Job done);

  net::ReactorPool& reactors_;
  PeopleBoard board_;
  std::vector<std::unique_ptr<OnReactor>> parts_;  // by reactor
};

template <class View>
auto RoomServer::look(LessonId lesson, View view) -> Task<Result<std::invoke_result_t<View, const Room&>>> {
  using Seen = Result<std::invoke_result_t<View, const Room&>>;
  co_return co_await wait_for<Seen>([&](Resume<Seen> resume) {
    visit(lesson, [view = std::move(view), resume = std::move(resume)](LiveRoom* room) mutable {
      resume(room != nullptr ? Seen(std::in_place, view(room->as_durable()))
                             : Failure(to_error({No::not_saved})));
    });
  });
}

}  // namespace lyceum::room
