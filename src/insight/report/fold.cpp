#include "insight/report/fold.hpp"

#include "room/feed/recorder.hpp"

#include <algorithm>

namespace lyceum::insight {
namespace {

using std::chrono::duration_cast;
using std::chrono::minutes;

std::size_t minutes_of(microseconds length) {
  return static_cast<std::size_t>(std::chrono::ceil<minutes>(length).count());
}

// Those that were taken back while the class ran: what happens later does not change what it was like.
std::set<Offset> deleted_comments(const std::vector<room::LogRow>& deletions, Utc over) {
  std::set<Offset> comments;
  for (const room::LogRow& row : deletions) {
    const auto record = row.t <= over ? room::to_record(row) : std::nullopt;
    const auto* deleted = record ? std::get_if<room::Deleted>(&record->event) : nullptr;
    if (deleted != nullptr) comments.insert(deleted->comment);
  }
  return comments;
}

}  // namespace

ReportFold::ReportFold(Utc begun, Utc over) : counted_to_(begun) {
  report_.begun = begun;
  report_.over = std::max(begun, over);
  report_.minutes.resize(std::min(minutes_of(report_.over - begun), report_minutes_max));
}

void ReportFold::add(const room::LogPage& page) {
  if (!taken_back_) taken_back_ = deleted_comments(page.deletions, report_.over);
  for (const room::LogRow& row : page.rows)
    if (const auto record = room::to_record(row))
      std::visit([&](const auto& event) { on(event, record->at); }, record->event);
}

Report ReportFold::finish() {
  stay(report_.over);
  close_minute();
  count_questions();
  const auto length = static_cast<double>((report_.over - report_.begun).count());
  if (length > 0) report_.audience_average = people_micros_ / length;
  report_.active = static_cast<std::int64_t>(active_.size());
  report_.comments = comments_.used();
  report_.questions = questions_.used();
  report_.votes = votes_.used();
  report_.polls = polls_.used();
  report_.pace = pace_.used();
  report_.checkins = checkins_.used();
  report_.draws = draws_.used();
  report_.hands = hands_.used();
  return std::move(report_);
}

// The very end of a class belongs to its last minute.
std::size_t ReportFold::minute_of(Utc t) const {
  const auto since = std::min<Utc>(t, report_.over - microseconds(1)) - report_.begun;
  return static_cast<std::size_t>(std::max(duration_cast<minutes>(since), minutes(0)).count());
}

Report::Minute* ReportFold::minute_at(Utc t) {
  const std::size_t minute = minute_of(t);
  return minute < report_.minutes.size() ? &report_.minutes[minute] : nullptr;
}

void ReportFold::mark(Moment::Kind kind, Offset n, Utc t) {
  if (!within(t) || report_.moments.size() == moments_max) return;
  report_.moments.push_back({duration_cast<milliseconds>(t - report_.begun), kind, n});
}

void ReportFold::take_part(Users& tool, AccountId who, Utc t) {
  if (minute_of(t) != minute_) close_minute();
  minute_ = minute_of(t);
  tool.people.insert(who);
  active_.insert(who);
  active_in_minute_.insert(who);
}

void ReportFold::close_minute() {
  if (minute_ < report_.minutes.size())
    report_.minutes[minute_].active = static_cast<std::int64_t>(active_in_minute_.size());
  active_in_minute_.clear();
}

void ReportFold::stay(Utc until) {
  until = std::min(until, report_.over);
  while (counted_to_ < until) {
    const std::size_t minute = minute_of(counted_to_);
    const Utc start = report_.begun + minutes(minute);
    const Utc end = std::min<Utc>(start + minutes(1), report_.over);
    const Utc to = std::min(until, end);
    const double share = static_cast<double>(people_) * static_cast<double>((to - counted_to_).count());
    people_micros_ += share;
    if (minute < report_.minutes.size())
      report_.minutes[minute].audience += share / static_cast<double>((end - start).count());
    report_.audience_peak = std::max(report_.audience_peak, people_);
    counted_to_ = to;
  }
}

void ReportFold::count_questions() {
  for (const auto& [n, question] : asked_) {
    if (question.state == room::QuestionState::hidden) continue;
    report_.questions_open +=
        question.state == room::QuestionState::open || question.state == room::QuestionState::answering;
    report_.questions_answered += question.state == room::QuestionState::answered;
    if (!question.minute) continue;
    ++report_.done.questions;
    ++questions_.times;
    if (*question.minute < report_.minutes.size()) ++report_.minutes[*question.minute].done.questions;
  }
}

void ReportFold::on(const room::PresenceCounted& event, room::Stamp at) {
  stay(at.t);
  people_ = event.people;
}

// A total since the room was made.
void ReportFold::on(const room::LikesCounted& event, room::Stamp at) {
  const std::int64_t more = event.total - likes_;
  likes_ = event.total;
  if (!within(at.t)) return;
  report_.done.likes += more;
  if (Report::Minute* minute = minute_at(at.t)) minute->done.likes += more;
}

void ReportFold::on(const room::Commented& event, room::Stamp at) {
  if (!within(at.t) || taken_back_->contains(at.n)) return;
  ++report_.done.comments;
  ++comments_.times;
  if (Report::Minute* minute = minute_at(at.t)) ++minute->done.comments;
  take_part(comments_, event.from.id, at.t);
}

void ReportFold::on(const room::Asked& event, room::Stamp at) {
  if (at.t > report_.over) return;
  Question question;
  if (within(at.t)) {
    question.minute = minute_of(at.t);
    if (event.from) take_part(questions_, event.from->id, at.t);
  }
  asked_.emplace(at.n, question);
}

void ReportFold::on(const room::AskedBy& event, room::Stamp at) {
  if (within(at.t)) take_part(questions_, event.account, at.t);
}

void ReportFold::on(const room::Voted& event, room::Stamp at) {
  if (!within(at.t)) return;
  votes_.times += event.up ? 1 : -1;
  take_part(votes_, event.account, at.t);
}

void ReportFold::on(const room::QuestionMoved& event, room::Stamp at) {
  const auto found = asked_.find(event.question);
  if (found == asked_.end() || at.t > report_.over) return;
  found->second.state = event.state;
  if (event.state == room::QuestionState::answering) mark(Moment::Kind::question, event.question, at.t);
}

void ReportFold::on(const room::PollOpened&, room::Stamp at) { mark(Moment::Kind::poll, at.n, at.t); }

void ReportFold::on(const room::PollAnswered& event, room::Stamp at) {
  if (!within(at.t)) return;
  polls_.times += answers_.emplace(event.poll, event.from.id).second;
  take_part(polls_, event.from.id, at.t);
}

void ReportFold::on(const room::PaceVoted& event, room::Stamp at) {
  if (!within(at.t) || !event.vote) return;
  ++pace_.times;
  take_part(pace_, event.account, at.t);
}

void ReportFold::on(const room::PaceCounted& event, room::Stamp at) {
  Report::Minute* minute = within(at.t) ? minute_at(at.t) : nullptr;
  if (minute == nullptr) return;
  for (std::size_t side = 0; side < room::pace_votes; ++side)
    minute->pace[side] = std::max(minute->pace[side], event.sides[side].votes);
}

void ReportFold::on(const room::PaceAlerted&, room::Stamp at) { mark(Moment::Kind::pace_alert, at.n, at.t); }

void ReportFold::on(const room::CheckinOpened&, room::Stamp at) { mark(Moment::Kind::checkin, at.n, at.t); }

void ReportFold::on(const room::CheckedIn& event, room::Stamp at) {
  if (!within(at.t)) return;
  ++checkins_.times;
  take_part(checkins_, event.from.id, at.t);
}

void ReportFold::on(const room::DrawOpened&, room::Stamp at) { mark(Moment::Kind::draw, at.n, at.t); }

void ReportFold::on(const room::DrawEntered& event, room::Stamp at) {
  if (!within(at.t)) return;
  ++draws_.times;
  take_part(draws_, event.from.id, at.t);
}

void ReportFold::on(const room::HandRaised& event, room::Stamp at) {
  if (!within(at.t)) return;
  ++hands_.times;
  take_part(hands_, event.from.id, at.t);
}

void ReportFold::on(const room::Announced& event, room::Stamp at) {
  if (!event.text.empty()) mark(Moment::Kind::announcement, at.n, at.t);
}

// Off at the end of the class is no news; see StreamTurned.
void ReportFold::on(const room::StreamTurned& event, room::Stamp at) {
  if (event.on && away_) mark(Moment::Kind::back, at.n, at.t);
  if (!event.on && !away_ && event.back_by != Utc()) mark(Moment::Kind::away, at.n, at.t);
  away_ = !event.on && event.back_by != Utc();
}

}  // namespace lyceum::insight
