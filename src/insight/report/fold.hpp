// Reads a room's record once, from its first row to its last, and says what the class was like; of a class
// that runs, what it is like so far.
//
// The same record gives the same report, whoever asks and however it was cut into pages. What is remembered
// meanwhile is a number a minute, the questions, and who used which tool: not the record.
#pragma once

#include "insight/report/report.hpp"
#include "room/feed/room_log.hpp"
#include "room/state/event.hpp"

#include <map>
#include <optional>
#include <set>

namespace lyceum::insight {

class ReportFold {
 public:
  // The class ran from `begun` to `over`; nothing: it runs.
  ReportFold(Utc begun, std::optional<Utc> over);

  // Pages as rows_after gives them, in order; the first one starts with the record.
  void add(const room::LogPage& page);
  // After the last page there is so far. `now` counts while the class runs. Who wrote nothing but what was
  // deleted after it was read here still counts as somebody who did something.
  Report report(Utc now) const;

  // The last row that was read.
  Offset upto() const { return upto_; }

 private:
  struct Users {
    std::int64_t times = 0;
    std::set<AccountId> people;
    Report::Used used() const { return {times, static_cast<std::int64_t>(people.size())}; }
  };
  // How many people there were, and for how long.
  struct People {
    std::int64_t now = 0, peak = 0;
    Utc counted_to;
    double micros = 0;                  // people × time
    std::vector<double> minute_micros;  // the same by minute
    void stay(Utc begun, Utc until);
  };
  struct Question {
    std::optional<std::size_t> minute;  // nothing: asked before the class
    room::QuestionState state = room::QuestionState::open;
  };

  template <class Kind>
  void on(const Kind&, room::Stamp) {}  // says nothing about the class
  void on(const room::PresenceCounted& event, room::Stamp at);
  void on(const room::LikesCounted& event, room::Stamp at);
  void on(const room::Commented& event, room::Stamp at);
  void on(const room::Asked& event, room::Stamp at);
  void on(const room::AskedBy& event, room::Stamp at);
  void on(const room::Voted& event, room::Stamp at);
  void on(const room::QuestionMoved& event, room::Stamp at);
  void on(const room::PollOpened& event, room::Stamp at);
  void on(const room::PollAnswered& event, room::Stamp at);
  void on(const room::PaceVoted& event, room::Stamp at);
  void on(const room::PaceCounted& event, room::Stamp at);
  void on(const room::PaceAlerted& event, room::Stamp at);
  void on(const room::CheckinOpened& event, room::Stamp at);
  void on(const room::CheckedIn& event, room::Stamp at);
  void on(const room::DrawOpened& event, room::Stamp at);
  void on(const room::DrawEntered& event, room::Stamp at);
  void on(const room::HandRaised& event, room::Stamp at);
  void on(const room::Announced& event, room::Stamp at);
  void on(const room::TopicReached& event, room::Stamp at);
  void on(const room::SlideTurned& event, room::Stamp at);
  void on(const room::SlidesOff&, room::Stamp) { deck_ = 0; }
  void on(const room::OfferShown& event, room::Stamp at);
  void on(const room::ReactionsCounted& event, room::Stamp at);
  void on(const room::StreamTurned& event, room::Stamp at);

  bool within(Utc t) const { return t >= report_.begun && t <= over_; }
  std::size_t minute_of(Utc t) const;
  // Nullptr: of a day no more is kept by minute.
  Report::Minute* minute_at(Utc t);
  void mark(Moment::Kind kind, Offset n, Utc t, std::string text = {});
  void take_part(Users& tool, AccountId who, Utc t);
  void close_minute();
  void take_back(const std::vector<room::LogRow>& deletions);
  void count_questions(Report& report) const;

  Report report_;  // what is counted so far
  const Utc over_;
  Offset upto_ = 0;
  std::set<Offset> taken_back_;        // comments
  std::vector<Offset> minute_begins_;  // of each minute of the class, the first row in it or later
  People audience_;
  std::int64_t likes_ = 0;
  std::int64_t deck_ = 0;  // the document that is shown
  struct Burst {
    std::int64_t total = 0;   // of all reactions
    Utc window;               // began then,
    std::int64_t before = 0;  // with that total
    Utc told;                 // when the last burst was told of
  } burst_;
  bool away_ = false;  // the encoder
  Users comments_, questions_, votes_, polls_, pace_, checkins_, draws_, hands_;
  std::set<std::pair<Offset, AccountId>> answers_;  // to polls: changed ones count once
  std::map<Offset, Question> asked_;
  std::set<AccountId> active_, active_in_minute_;
  std::size_t minute_ = 0;  // the one that active_in_minute_ is about
};

}  // namespace lyceum::insight
