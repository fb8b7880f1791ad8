#include "insight/report/fold.hpp"

#include "room/feed/recorder.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace lyceum::insight {
namespace {

using std::chrono::duration_cast;
using std::chrono::minutes;

std::size_t minutes_of(microseconds length) {
  return static_cast<std::size_t>(std::chrono::ceil<minutes>(length).count());
}

}  // namespace

ReportFold::ReportFold(Utc begun, std::optional<Utc> over)
    : over_(over ? std::max(begun, *over) : Utc::max()) {
  report_.begun = audience_.counted_to = begun;
}

void ReportFold::add(const room::LogPage& page) {
  take_back(page.deletions);
  for (const room::LogRow& row : page.rows) {
    upto_ = row.n;
    const auto record = room::to_record(row);
    if (!record) continue;
    if (within(row.t))
      while (minute_begins_.size() <= std::min(minute_of(row.t), report_minutes_max))
        minute_begins_.push_back(row.n);
    std::visit([&](const auto& event) { on(event, record->at); }, record->event);
  }
}

// What is taken back while the class runs does not count; what happens later does not change what it was
// like.
void ReportFold::take_back(const std::vector<room::LogRow>& deletions) {
  for (const room::LogRow& row : deletions) {
    const auto record = row.t <= over_ ? room::to_record(row) : std::nullopt;
    const auto* deleted = record ? std::get_if<room::Deleted>(&record->event) : nullptr;
    if (deleted == nullptr || !taken_back_.insert(deleted->comment).second) continue;
    const Offset n = deleted->comment;
    if (n > upto_ || minute_begins_.empty() || n < minute_begins_.front()) continue;
    --report_.done.comments;
    --comments_.times;
    const auto minute =
        static_cast<std::size_t>(std::ranges::upper_bound(minute_begins_, n) - minute_begins_.begin() - 1);
    if (minute < report_.minutes.size()) --report_.minutes[minute].done.comments;
  }
}

Report ReportFold::report(Utc now) const {
  Report report = report_;
  report.over = over_ == Utc::max() ? std::max(report.begun, now) : over_;
  const microseconds length = report.over - report.begun;
  report.minutes.resize(std::min(minutes_of(length), report_minutes_max));
  if (minute_ < report.minutes.size())
    report.minutes[minute_].active = static_cast<std::int64_t>(active_in_minute_.size());
  People people = audience_;
  people.stay(report.begun, report.over);
  people.minute_micros.resize(report.minutes.size());
  for (std::size_t i = 0; i < report.minutes.size(); ++i) {
    const microseconds lasts = std::min<microseconds>(length - minutes(i), minutes(1));
    if (lasts.count() > 0)
      report.minutes[i].audience = people.minute_micros[i] / static_cast<double>(lasts.count());
  }
  report.audience_peak = people.peak;
  if (length.count() > 0) report.audience_average = people.micros / static_cast<double>(length.count());
  count_questions(report);
  report.active = static_cast<std::int64_t>(active_.size());
  report.comments = comments_.used();
  report.votes = votes_.used();
  report.polls = polls_.used();
  report.pace = pace_.used();
  report.checkins = checkins_.used();
  report.draws = draws_.used();
  report.hands = hands_.used();
  return report;
}

// The very end of a class belongs to its last minute.
std::size_t ReportFold::minute_of(Utc t) const {
  const auto since = std::min<Utc>(t, over_ - microseconds(1)) - report_.begun;
  return static_cast<std::size_t>(std::max(duration_cast<minutes>(since), minutes(0)).count());
}

Report::Minute* ReportFold::minute_at(Utc t) {
  const std::size_t minute = minute_of(t);
  if (minute >= report_minutes_max) return nullptr;
  if (minute >= report_.minutes.size()) report_.minutes.resize(minute + 1);
  return &report_.minutes[minute];
}

void ReportFold::mark(Moment::Kind kind, Offset n, Utc t, std::string text) {
  if (!within(t) || report_.moments.size() == moments_max) return;
  report_.moments.push_back({duration_cast<milliseconds>(t - report_.begun), kind, n, std::move(text)});
}

void ReportFold::take_part(Users& tool, AccountId who, Utc t) {
  if (minute_of(t) != minute_) close_minute();
  minute_ = minute_of(t);
  tool.people.insert(who);
  active_.insert(who);
  active_in_minute_.insert(who);
}

void ReportFold::close_minute() {
  if (minute_ < report_minutes_max && !active_in_minute_.empty()) {
    if (minute_ >= report_.minutes.size()) report_.minutes.resize(minute_ + 1);
    report_.minutes[minute_].active = static_cast<std::int64_t>(active_in_minute_.size());
  }
  active_in_minute_.clear();
}

void ReportFold::People::stay(Utc begun, Utc until) {
  while (counted_to < until) {
    const auto minute = static_cast<std::size_t>(duration_cast<minutes>(counted_to - begun).count());
    const Utc to = std::min<Utc>(until, begun + minutes(minute + 1));
    const double share = static_cast<double>(now) * static_cast<double>((to - counted_to).count());
    micros += share;
    if (minute < report_minutes_max) {
      if (minute >= minute_micros.size()) minute_micros.resize(minute + 1);
      minute_micros[minute] += share;
    }
    peak = std::max(peak, now);
    counted_to = to;
  }
}

void ReportFold::count_questions(Report& report) const {
  report.questions = questions_.used();
  for (const auto& [n, question] : asked_) {
    if (question.state == room::QuestionState::hidden) continue;
    report.questions_open +=
        question.state == room::QuestionState::open || question.state == room::QuestionState::answering;
    report.questions_answered += question.state == room::QuestionState::answered;
    if (!question.minute) continue;
    ++report.done.questions;
    ++report.questions.times;
    if (*question.minute < report.minutes.size()) ++report.minutes[*question.minute].done.questions;
  }
}

void ReportFold::on(const room::PresenceCounted& event, room::Stamp at) {
  audience_.stay(report_.begun, std::min(at.t, over_));
  audience_.now = event.people;
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
  if (!within(at.t) || taken_back_.contains(at.n)) return;
  ++report_.done.comments;
  ++comments_.times;
  if (Report::Minute* minute = minute_at(at.t)) ++minute->done.comments;
  take_part(comments_, event.from.id, at.t);
}

void ReportFold::on(const room::Asked& event, room::Stamp at) {
  if (at.t > over_) return;
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
  if (found == asked_.end() || at.t > over_) return;
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
  if (!event.text.empty()) mark(Moment::Kind::announcement, at.n, at.t, event.text);
}

void ReportFold::on(const room::TopicReached& event, room::Stamp at) {
  mark(Moment::Kind::topic, at.n, at.t, event.title);
}

// The pages are too many to explain anything; that slides began may.
void ReportFold::on(const room::SlideTurned& event, room::Stamp at) {
  if (std::exchange(deck_, event.deck.document) != event.deck.document)
    mark(Moment::Kind::slides, at.n, at.t);
}

void ReportFold::on(const room::OfferShown& event, room::Stamp at) {
  mark(Moment::Kind::offer, at.n, at.t, event.content.title);
}

// Totals since the room was made, at most one a second.
void ReportFold::on(const room::ReactionsCounted& event, room::Stamp at) {
  if (at.t - burst_.window > burst_window) {
    burst_.window = at.t;
    burst_.before = burst_.total;
  }
  burst_.total = std::reduce(event.totals.begin(), event.totals.end());
  const std::int64_t many = std::max(burst_min, (audience_.now + 1) / 2);
  if (burst_.total - burst_.before < many || at.t - burst_.told < burst_rest) return;
  burst_.told = at.t;
  mark(Moment::Kind::reactions, at.n, at.t);
}

// Off at the end of the class is no news; see StreamTurned.
void ReportFold::on(const room::StreamTurned& event, room::Stamp at) {
  if (event.on && away_) mark(Moment::Kind::back, at.n, at.t);
  if (!event.on && !away_ && event.back_by != Utc()) mark(Moment::Kind::away, at.n, at.t);
  away_ = !event.on && event.back_by != Utc();
}

}  // namespace lyceum::insight
