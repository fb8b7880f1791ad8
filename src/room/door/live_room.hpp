// A room with people in it. Everything that happens in it happens here, on its home reactor: it decides
// commands, has events written, and sends what is durable to the halls in flushes.
#pragma once

#include "base/secret/random.hpp"
#include "room/door/frames.hpp"
#include "room/door/halls.hpp"
#include "room/door/patience.hpp"
#include "room/feed/flush_pace.hpp"
#include "room/feed/recorder.hpp"
#include "room/offers/meter.hpp"
#include "room/presence/attendance.hpp"
#include "room/presence/stay_log.hpp"
#include "room/state/room_time.hpp"

#include <functional>
#include <map>
#include <set>

namespace lyceum::room {

// Where a client that comes back stopped.
struct ResumePoint {
  Epoch epoch;
  Offset after = 0;
};

struct Arrival {
  GuestId guest;
  Standing who;
  std::optional<ResumePoint> resume;
};

struct Ask {
  GuestId guest;
  std::optional<AccountId> account;
  std::int64_t id = 0;
  Language language = Language::en;
  Command command;
};

// A document of the lesson that can be shown; nullopt: it has none of that number. On the home reactor.
using FindDeck = std::function<Task<Result<std::optional<Deck>>>(LessonId, std::int64_t document)>;
inline Task<Result<std::optional<Deck>>> no_deck(LessonId, std::int64_t) { co_return std::nullopt; }

// What a room stands on; all of it outlives the room.
struct RoomGround {
  RoomLog& log;
  StayLog& stays;
  Halls& halls;
  Timers& timers;  // of the home reactor
  const Clock& clock;
  std::function<void(LessonId, std::int64_t people)> on_people = [](LessonId, std::int64_t) {};
  // The words of the site; nullptr: there are none.
  std::function<std::shared_ptr<const WordFilter>()> site_words = [] { return nullptr; };
  std::function<Bytes(std::size_t)> random = random_bytes;
  int comments_shown = CommentSampler::a_second_usually;  // to everybody, of learners', a second
  FindDeck deck = no_deck;
};

class LiveRoom {
 public:
  // Refused (too_fast) when more than this waits to be sent: one flush must fit into a socket's bound.
  static constexpr std::size_t flush_bytes_max = 48 * 1024;
  static constexpr std::size_t catch_up_bytes = 32 * 1024;  // sent at once to someone who resumes

  using Done = Recorder::Done;

  // `facts`: where the lesson really stands, which the record may not know yet. `stayed`: what StayLog has
  // saved.
  LiveRoom(RoomGround ground, LessonId lesson, const OpenedLog& opened, Progress facts,
           const std::vector<Stayed>& stayed);
  ~LiveRoom();
  LiveRoom(const LiveRoom&) = delete;
  LiveRoom& operator=(const LiveRoom&) = delete;

  // Sockets.
  void enter(Arrival arrival);
  void leave(GuestId guest, std::optional<AccountId> account);
  // A guest that was not seated has taken everything up to there.
  void go_on(GuestId guest, Audience audience, Offset upto);
  void ask(Ask ask);
  void swept(std::chrono::nanoseconds took);

  // The rest of the house.
  void tell(const Telling& telling);
  void say(const Standing& who, std::string text, Done done);
  void announce(std::string text, Done done);
  void cut(AccountId account);        // out with all sockets; access is somebody else's business
  void restand(const Standing& who);  // role or rights changed

  // The lesson is no more: nothing is written any longer, everything is refused.
  void close();

  LessonId lesson() const { return lesson_; }
  bool has(AccountId account) const { return attendance_.standing(account) != nullptr; }
  std::int64_t people() const { return attendance_.people(); }
  const Room& as_durable() const { return recorder_.durable(); }
  // Nobody here, nothing under way: may be destroyed.
  bool idle() const;
  // Everything that was accepted is durable or refused, and so is who was here.
  bool settled() const { return recorder_.idle() && !metered() && stays_saved(); }

 private:
  // Taps wait to be counted.
  bool metered() const {
    return meter_.waiting() != 0 || reaction_meter_.waiting() || offer_meter_.waiting();
  }
  Utc now() const { return time_.now(ground_.clock); }
  void on_durable(const Record& record, const LogRow& row);
  void hide_if_hidden(const QuestionMoved& moved);
  void hide_words(const Polls::Kept& poll);

  void seat(Arrival arrival);
  void welcome(const Arrival& arrival);
  void welcome_waiting();
  void catch_up(GuestId guest, Audience audience, Offset after, SharedBytes first);
  You what_concerns(const Standing& who) const;  // as is durable
  void push_standing(AccountId account);
  void people_changed();

  void arm_flush();
  void flush();

  // Totals and the lesson's facts: events that are due at a time, whoever asked for them.
  void arm_facts();
  void record_facts();
  void record_progress();
  void record_likes();
  void record_reactions();
  void record_offers();
  std::optional<Utc> facts_due() const;

  // Who is here for how long.
  void arm_stays();
  Task<void> save_stays();
  bool stays_saved() const { return closed_ || (!saving_stays_ && !stays_.pending()); }

  // Commands.
  const Standing& standing(std::optional<AccountId> account) const;
  void answer(const Ask& ask, const std::expected<std::optional<Offset>, Refusal>& outcome);
  // False: they were told that this is for staff.
  bool only_staff(const Ask& ask);
  void perform(const Ask& ask, const SendLike& like);
  void perform(const Ask& ask, const SendReactions& deed);
  void perform(const Ask& ask, const ListPeople& question);
  void perform(const Ask& ask, const ReadHistory& question);
  void perform(const Ask& ask, const ListPolls& question);
  void perform(const Ask& ask, const ListPollDrafts& question);
  void perform(const Ask& ask, const ListPollPeople& question);
  void perform(const Ask& ask, const ReadLeaderboard&);
  void perform(const Ask& ask, const ListOffers&);
  void perform(const Ask& ask, const SeeOffer& deed);
  void perform(const Ask& ask, const ClickOffer& deed);
  void reached_by(const Ask& ask, Offset offer, bool clicked);
  void perform(const Ask& ask, const ListCheckedIn& question);
  void perform(const Ask& ask, const ListNotCheckedIn& question);
  void perform(const Ask& ask, const SendComment& deed);
  void perform(const Ask& ask, const DeleteComment& deed);
  void perform(const Ask& ask, const PinComment& deed);
  void perform(const Ask& ask, MuteAccount deed);
  void perform(const Ask& ask, OpenDraw deed);
  void perform(const Ask& ask, EnterDraw deed);
  void perform(const Ask& ask, const ReportComment& deed);
  void perform(const Ask& ask, const TurnSlide& deed);
  template <class Deed>
  void perform(const Ask& ask, const Deed& deed);  // all others: nothing but the state is needed
  bool full() const;                               // one flush must fit into a socket's bound
  template <class Deed>
  void perform_with_old(const Ask& ask, const Deed& deed, Offset comment);
  template <class Deed>
  Decision decide_now(const Standing& who, const Deed& deed, Utc at) const;
  template <class Deed>
  void record(const Ask& ask, const Deed& deed);
  template <class Deed>
  Task<void> look_up(Ask ask, Deed deed, Offset comment);
  Task<void> read_history(Ask ask, Offset before);
  Task<void> turn_slide(Ask ask, TurnSlide deed);

  RoomGround ground_;
  const LessonId lesson_;
  Recorder recorder_;
  Feed feed_;
  FlushPace pace_;
  Attendance attendance_;
  Stays stays_;
  LikeMeter meter_;
  ReactionMeter reaction_meter_;
  OfferMeter offer_meter_;
  Progress facts_;
  mutable RoomTime time_;
  std::array<SharedBytes, 2> state_;  // by audience: state_fragment of what is flushed; empty: to be made
  std::set<AccountId> concerned_;     // their "You" has changed since the last flush
  std::vector<Arrival> waiting_;      // for the next flush, so that they start between two batches
  std::vector<Ask> likes_waiting_;    // answered when their taps are counted
  std::vector<Ask> reactions_waiting_, offers_waiting_;  // the same
  std::vector<std::uint32_t> guests_;                    // sockets by hall
  bool closed_ = false;
  std::size_t asking_ = 0;  // questions under way
  Timers::Handle flush_timer_ = 0;
  Timers::Handle facts_timer_ = 0;
  Timers::Handle stays_timer_ = 0;
  std::map<AccountId, Patience> listing_;  // of staff that asks who is here
  Mono stays_next_{};
  bool saving_stays_ = false, stays_failed_ = false;
};

}  // namespace lyceum::room
