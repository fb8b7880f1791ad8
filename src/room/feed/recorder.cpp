#include "room/feed/recorder.hpp"

#include "base/log/log.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {
constexpr std::chrono::seconds retry_after{1};
}

LogRow to_row(const Record& record) {
  LogRow row{record.at.n, record.at.t, std::string(event_type(record.event)), event_audience(record.event),
             event_body(record.event)};
  if (const auto* comment = std::get_if<Commented>(&record.event))
    row.answers = comment->tells().value_or(AccountId{});
  if (const auto* deleted = std::get_if<Deleted>(&record.event)) row.takes_back = deleted->comment;
  return row;
}

std::optional<Record> to_record(const LogRow& row) {
  auto event = read_event(row.type, row.body);
  if (!event) return std::nullopt;
  return Record{{row.n, row.t}, std::move(*event)};
}

Recorder::Recorder(RoomLog& log, Timers& timers, LessonId lesson, const OpenedLog& opened,
                   OnDurable on_durable)
    : log_(log), timers_(timers), lesson_(lesson), epoch_(opened.epoch), on_durable_(std::move(on_durable)) {
  for (const auto* rows : {&opened.older, &opened.recent})
    for (const LogRow& row : *rows)
      if (const auto record = to_record(row))
        evolve(durable_, *record);
      else
        log_warning("room record holds a row that is not understood",
                    {{"lesson", lesson_.str()}, {"n", std::to_string(row.n)}, {"type", row.type}});
  durable_.upto = opened.upto();
  if (!opened.recent.empty()) last_ = opened.recent.back().t;
  ahead_ = durable_;
}

Recorder::~Recorder() { timers_.cancel(retry_); }

void Recorder::add(const std::vector<Event>& events, Utc now, Done done) {
  if (!healthy()) return done(refuse(No::not_saved, retry_after));
  if (events.empty()) return done(ahead_.upto);
  last_ = std::max(last_, Utc(std::chrono::floor<milliseconds>(now)));
  for (const Event& event : events) {
    Record record{{ahead_.upto + 1, last_}, event};
    evolve(ahead_, record);
    gathering_.rows.push_back(to_row(record));
    waiting_bytes_ += gathering_.rows.back().body.size();
    gathering_.records.push_back(std::move(record));
  }
  gathering_.waiting.emplace_back(ahead_.upto, std::move(done));
  if (!committing_) commit();
}

void Recorder::commit() {
  committing_ = true;
  committing_batch_ = std::exchange(gathering_, {});
  spawn(write(committing_batch_.rows));
}

Task<void> Recorder::write(std::vector<LogRow> rows) {
  Epoch epoch = epoch_;
  auto outcome = co_await log_.append(lesson_, std::move(epoch), std::move(rows));
  written(std::move(outcome));
}

void Recorder::written(Result<void> outcome) {
  if (!outcome) {
    committing_ = false;
    return forget(outcome.error());
  }
  Batch batch = std::exchange(committing_batch_, {});
  for (std::size_t i = 0; i < batch.rows.size(); ++i) {
    waiting_bytes_ -= batch.rows[i].body.size();
    make_durable(batch.records[i], batch.rows[i]);
  }
  committing_ = false;
  if (!gathering_.rows.empty()) commit();
  for (auto& [n, done] : batch.waiting) done(n);
}

void Recorder::make_durable(const Record& record, const LogRow& row) {
  evolve(durable_, record);
  on_durable_(record, row);
}

void Recorder::stop() {
  stopped_ = true;
  timers_.cancel(std::exchange(retry_, 0));
}

void Recorder::turn_away(Batch& batch, Refusal why) {
  for (auto& [n, done] : std::exchange(batch, {}).waiting) done(Refused(why));
}

void Recorder::forget(const Error& error) {
  log_error("room record could not be written", {{"lesson", lesson_.str()}, {"why", error.detail}});
  const Refusal not_saved{No::not_saved, retry_after};
  recovering_ = true;
  waiting_bytes_ = 0;
  ahead_ = durable_;
  turn_away(committing_batch_, error.code == kNotKnown ? Refusal{No::not_known} : not_saved);
  turn_away(gathering_, not_saved);
  if (!stopped_) spawn(recover());
}

Task<void> Recorder::recover() {
  Epoch epoch = epoch_;
  reading_ = true;
  const auto opened = co_await log_.open(lesson_, std::move(epoch));
  reading_ = false;
  if (stopped_) co_return;
  if (opened && opened->epoch == epoch_ && opened->upto() >= durable_.upto) co_return recovered(*opened);
  retry_ = timers_.after(retry_after, [this] { spawn(recover()); });
}

void Recorder::recovered(const OpenedLog& opened) {
  // A commit whose answer was lost may have succeeded: then its events are in the record, and so they
  // happened. Whoever hears of one looks at what is ahead, so that goes first.
  for (const LogRow& row : opened.recent) {
    const auto record = row.n > durable_.upto ? to_record(row) : std::nullopt;
    if (!record) continue;
    evolve(ahead_, *record);
    make_durable(*record, row);
  }
  recovering_ = false;
  log_info("room record is written again", {{"lesson", lesson_.str()}});
}

}  // namespace lyceum::room
