#include "app/serve/bridges.hpp"

#include "api/lesson/room.hpp"
#include "base/log/log.hpp"

namespace lyceum::app {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (!line.empty()) lines.emplace_back(line);
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return lines;
}

room::Phase phase_of(lesson::State state) {
  switch (state) {
    case lesson::State::scheduled:
      return room::Phase::scheduled;
    case lesson::State::live:
      return room::Phase::live;
    case lesson::State::ended:
      break;
  }
  return room::Phase::ended;
}

}  // namespace

Task<Result<room::Progress>> LessonFacts::progress(LessonId lesson) {
  LYCEUM_CO_TRY(const auto found, co_await desk_.get(lesson));
  const auto status = co_await classes_.status(lesson);
  room::Progress progress{phase_of(found.state), status.publishing};
  progress.why = found.cut_why;
  // Nothing is known of a class that went on while the server did not: its encoder has just gone.
  if (found.state == lesson::State::live && !status.publishing)
    progress.back_by = status.back_by.value_or(clock_.utc() + classes_.grace());
  co_return progress;
}

void ClassBridge::stream_opened(const lesson::Lesson& lesson, media::Stream& stream) {
  const bool begun = lesson.state == lesson::State::live;
  hls_->open(lesson.id, stream, lesson.gop, recordings_->open(lesson.id, begun));
  flv_->open(lesson.id, stream);
  pictures_->open(lesson.id, stream, begun);
  variants_->open(lesson.id, stream);
  preparing_->class_came();
}
void ClassBridge::stream_closed(LessonId lesson) {
  preparing_->class_went();
  variants_->close(lesson);
  hls_->close(lesson);
  flv_->close(lesson);
  pictures_->close(lesson);
}
void ClassBridge::encoder(LessonId lesson, bool on, std::optional<Utc> back_by) {
  rooms_->tell(lesson, room::TurnStream{on, back_by.value_or(Utc())});
}
void ClassBridge::moved(LessonId lesson, lesson::State state) {
  rooms_->tell(lesson, room::MoveLesson{phase_of(state)});
  if (state == lesson::State::live) {
    recordings_->begin(lesson);
    pictures_->begin(lesson);
  }
  if (state == lesson::State::ended) recordings_->end(lesson);
}

void ClassBridge::cut(LessonId lesson, const std::string& why) {
  flv_->cut(lesson);
  rooms_->tell(lesson, room::MoveLesson{room::Phase::ended, why});
  recordings_->end(lesson);
}

void ReplayNotes::recorded(LessonId lesson, MediaMicros duration) {
  spawn([](lesson::ReplayRepository& replays, LessonId id, milliseconds length, Utc now) -> Task<void> {
    if (auto noted = co_await replays.note(id, length, now); !noted)
      log_warning("replay not noted", {{"lesson", id.str()}, {"why", noted.error().detail}});
  }(replays_, lesson, std::chrono::duration_cast<milliseconds>(duration), clock_.utc()));
}

Task<Result<std::vector<lesson::RecordingShelf::Size>>> RecordingShelf::sizes() {
  LYCEUM_CO_TRY(const auto found, co_await files_.sizes());
  std::vector<Size> sizes;
  sizes.reserve(found.size());
  for (const auto& each : found) sizes.push_back({each.lesson, each.bytes});
  co_return sizes;
}

Task<Result<lesson::Prepared>> PreparerBridge::prepare(lesson::Upload upload, lesson::Kind kind,
                                                       std::shared_ptr<lesson::OpenUpload> file) {
  const media::FileOrder order{.size = upload.bytes, .picture = kind == lesson::Kind::video};
  Error abandoned = refuse(lesson::UploadRefusal::upload_replaced);
  LYCEUM_CO_TRY(auto made,
                co_await house_.prepare(upload.lesson, file->descriptor(), order, std::move(abandoned)));
  co_return lesson::Prepared{std::chrono::duration_cast<milliseconds>(made.duration), std::move(made.poster)};
}

ViewerGate::ViewerGate(net::ReactorPool& reactors, const money::ViewerTokens& tokens, money::Access& access,
                       lesson::LessonRepository& lessons, const Clock& clock)
    : reactors_(reactors) {
  for (std::size_t i = 0; i < reactors.size(); ++i)
    by_reactor_.push_back(std::make_unique<money::Viewing>(tokens, access, lessons, clock));
}

std::optional<Result<void>> ViewerGate::admit_now(std::string_view token, LessonId lesson) {
  return by_reactor_[net::Reactor::current().index()]->admit_now(token, lesson);
}

Task<Result<void>> ViewerGate::admit(std::string token, LessonId lesson) {
  return by_reactor_[net::Reactor::current().index()]->admit(std::move(token), lesson);
}

void ViewerGate::access_changed(LessonId lesson, AccountId account) {
  for (std::size_t i = 0; i < by_reactor_.size(); ++i)
    reactors_.at(i).post(
        [&viewing = *by_reactor_[i], lesson, account] { viewing.access_changed(lesson, account); });
}

Task<Result<std::optional<media::Span>>> ReplayGate::admit(std::string token, LessonId lesson) {
  auto may = viewers_.admit_now(token, lesson);
  if (!may) may = co_await viewers_.admit(token, lesson);
  LYCEUM_CO_CHECK(*may);
  LYCEUM_CO_TRY(const auto replay, co_await replays_.find(lesson));
  if (!replay || (!replay->hidden && !replay->trim)) co_return std::nullopt;
  LYCEUM_CO_TRY(const auto viewer, tokens_.verify(token, lesson, clock_.utc()));
  LYCEUM_CO_TRY(const auto standing, co_await access_.ask(lesson, viewer.account));
  if (standing.may(money::Action::moderate)) co_return std::nullopt;
  if (replay->hidden) co_return Failure(lesson::refuse(lesson::ReplayRefusal::replay_not_found));
  co_return media::Span{replay->trim->start, replay->trim->end};
}

void AccessNews::access_changed(LessonId lesson, AccountId account) {
  cache_.access_changed(lesson, account);
  gate_->access_changed(lesson, account);
  // One person in one lesson is nearly always somebody who was let in; FLV asks about its players every few
  // seconds anyway.
  if (!lesson || !account) flv_->ask_all();
  if (!lesson) reactors_.home(account.value).post([this, account] { spawn(tell_rooms(account)); });
  if (lesson && account)
    reactors_.home(lesson.value).post([this, lesson, account] { spawn(tell_room(lesson, account)); });
}

// Deleted, or an operator from now on, or no longer one.
Task<void> AccessNews::tell_rooms(AccountId account) {
  const auto person = co_await accounts_.find(account);
  if (person && !*person)
    rooms_->erase(account);
  else
    rooms_->each_with(account, [this, account](LessonId lesson) { spawn(tell_room(lesson, account)); });
}

// Someone who is in the room now is put out, or stands differently from now on.
Task<void> AccessNews::tell_room(LessonId lesson, AccountId account) {
  const auto standing = co_await cache_.ask(lesson, account);
  const auto person = co_await accounts_.find(account);
  if (!standing || !person || !*person || !standing->may(money::Action::watch)) {
    rooms_->cut(lesson, account);
    co_return;
  }
  rooms_->restand(lesson, api::member(*standing, **person, *settings_.now()));
}

std::shared_ptr<const room::WordFilter> SiteWords::now() {
  const auto moment = settings_.now();
  const std::lock_guard lock(mutex_);
  if (moment == moment_) return filter_;
  moment_ = moment;
  room::WordLists lists{.mask = lines_of(moment->text("words_mask")),
                        .review = lines_of(moment->text("words_review")),
                        .block = lines_of(moment->text("words_block"))};
  if (lists == made_of_) return filter_;
  made_of_ = std::move(lists);
  filter_ = made_of_.size() == 0 ? nullptr : std::make_shared<const room::WordFilter>(made_of_);
  return filter_;
}

}  // namespace lyceum::app
