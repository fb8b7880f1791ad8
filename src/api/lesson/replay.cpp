#include "api/lesson/replay.hpp"

#include "api/json/decode.hpp"
#include "api/json/time.hpp"
#include "api/lesson/note.hpp"
#include "api/view/view.hpp"
#include "lesson/chapters/chapters.hpp"
#include "media/recording/cut.hpp"
#include "room/feed/look_back.hpp"
#include "room/outline/outline.hpp"
#include "room/phase/phase.hpp"

#include <algorithm>
#include <charconv>

namespace lyceum::api {

struct TrimForm {
  std::int64_t start_ms = 0, end_ms = 0;
};
BOOST_DESCRIBE_STRUCT(TrimForm, (), (start_ms, end_ms))

struct ChapterForm {
  std::int64_t at_ms = 0;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(ChapterForm, (), (at_ms, title))

struct ReplayForm {
  std::optional<bool> hidden;
  Nullable<TrimForm> trim;
  std::optional<std::vector<ChapterForm>> chapters;
  Nullable<std::int64_t> keep_days;
};
BOOST_DESCRIBE_STRUCT(ReplayForm, (), (hidden, trim, chapters, keep_days))

namespace {

namespace json = boost::json;
using people::Account;
using std::chrono::milliseconds;
using Services = LessonServices;

constexpr int kRecordMax = 500;           // events at once
constexpr std::size_t kTopicsMax = 1000;  // of which chapters are made

json::object replay_view(const lesson::Replay& replay, const lesson::RetentionRule& rule) {
  const auto until = lesson::kept_until(replay.recorded_at, replay.keep_days, rule);
  json::value trim = nullptr;
  if (replay.trim) trim = {{"start_ms", replay.trim->start.count()}, {"end_ms", replay.trim->end.count()}};
  json::array chapters;
  for (const auto& chapter : replay.chapters)
    chapters.push_back(json::object{{"at_ms", chapter.at.count()}, {"title", chapter.title}});
  return {{"duration_ms", replay.duration.count()},
          {"hidden", replay.hidden},
          {"trim", std::move(trim)},
          {"chapters", std::move(chapters)},
          {"keep_days", replay.keep_days ? json::value(*replay.keep_days) : json::value(nullptr)},
          {"kept_until", until ? json::value(format_time(*until)) : json::value(nullptr)}};
}

// The first one who asks after the class has the chapters noted that it made of itself.
Task<Result<std::optional<lesson::Replay>>> find_noted(Services s, LessonId id) {
  LYCEUM_CO_TRY(auto noted, co_await s.replays.find(id));
  if (!noted || !noted->chapters_due) co_return std::move(noted);
  LYCEUM_CO_TRY(const auto lesson, co_await s.desk.get(id));
  if (lesson.state != lesson::State::ended) co_return std::move(noted);
  LYCEUM_CO_TRY(auto topics, co_await s.room_log.rows_of(id, room::TopicReached::type, kTopicsMax));
  const auto made = [&topics](const media::RecordingState& state) {
    return std::pair(lesson::chapters_of(topics, state.recording),
                     std::chrono::duration_cast<milliseconds>(state.recording.duration()));
  };
  LYCEUM_CO_TRY(auto chapters, co_await s.recordings.look(id, made));
  lesson::ReplayChange change{.chapters = std::move(chapters.first)};
  LYCEUM_CO_TRY(auto with, co_await s.replays.edit(id, chapters.second, std::move(change)));
  co_return std::optional(std::move(with));
}

// As it is noted, with its length of this moment.
Task<Result<lesson::Replay>> find_whole(Services s, LessonId id) {
  LYCEUM_CO_TRY(auto noted, co_await find_noted(s, id));
  if (!noted) co_return Failure(refuse(lesson::ReplayRefusal::replay_not_found));
  const auto length = [](const media::RecordingState& state) { return state.recording.duration(); };
  LYCEUM_CO_TRY(const MediaMicros recorded, co_await s.recordings.look(id, length));
  noted->duration = std::chrono::duration_cast<milliseconds>(recorded);
  co_return std::move(*noted);
}

// As its learners get it; after the class, without what was trimmed away (media/out/replay serves the same).
Task<Result<lesson::Replay>> find_served(Services s, LessonId id) {
  LYCEUM_CO_TRY(auto noted, co_await find_noted(s, id));
  if (!noted || noted->hidden) co_return Failure(refuse(lesson::ReplayRefusal::replay_not_found));
  if (!noted->trim) co_return co_await find_whole(s, id);
  const auto shape = [&noted](const media::RecordingState& state) {
    const auto ms = [](MediaMicros time) { return std::chrono::duration_cast<milliseconds>(time); };
    if (state.growing()) {
      noted->duration = ms(state.recording.duration());
      noted->trim.reset();
      return std::move(*noted);
    }
    const auto part = media::cut(state.recording, {noted->trim->start, noted->trim->end});
    return lesson::served(std::move(*noted), ms(part.from), ms(part.recording.duration()));
  };
  co_return co_await s.recordings.look(id, shape);
}

Reply get(Services s, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, caller.id()));
  LYCEUM_CO_CHECK(standing.allow(money::Action::play));
  auto find = standing.may(money::Action::moderate) ? find_whole(s, id) : find_served(s, id);
  LYCEUM_CO_TRY(const auto replay, co_await std::move(find));
  LYCEUM_CO_TRY(const auto rule, co_await s.retention.rule());
  co_return view_response(200, replay_view(replay, rule));
}

// A number that cannot be days is one that is refused.
std::optional<int> own_days(const ReplayForm& form) {
  if (!form.keep_days.value) return std::nullopt;
  return static_cast<int>(std::clamp<std::int64_t>(*form.keep_days.value, -1, lesson::kKeepDaysMax + 1));
}

lesson::ReplayChange change_of(ReplayForm form) {
  lesson::ReplayChange change{.hidden = form.hidden};
  if (form.trim.given) {
    change.trim.emplace();
    if (form.trim.value)
      *change.trim =
          lesson::Trim{milliseconds(form.trim.value->start_ms), milliseconds(form.trim.value->end_ms)};
  }
  if (form.keep_days.given) change.keep_days = own_days(form);
  if (form.chapters) {
    change.chapters.emplace();
    for (ChapterForm& chapter : *form.chapters)
      change.chapters->push_back({milliseconds(chapter.at_ms), std::move(chapter.title)});
  }
  return change;
}

Reply edit(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(auto form, decode<ReplayForm>(request.body));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::own));
  // The length on record is that of the last break; times are checked against what there really is.
  LYCEUM_CO_TRY(const auto now, co_await find_whole(s, id));
  LYCEUM_CO_TRY(const auto rule, co_await s.retention.rule());
  if (form.keep_days.given) LYCEUM_CO_CHECK(lesson::check_own_days(own_days(form), rule, me.is_operator));
  const std::optional<bool> hidden = form.hidden;
  LYCEUM_CO_TRY(const auto replay, co_await s.replays.edit(id, now.duration, change_of(std::move(form))));
  if (hidden) {
    std::string action = *hidden ? "lesson.hide" : "lesson.show";
    co_await note(s, me.id, request.remote, std::move(action), id.str());
  }
  co_return view_response(200, replay_view(replay, rule));
}

Reply remove(Services s, net::Request& request, Account me) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, me.id));
  LYCEUM_CO_CHECK(standing.allow(money::Action::own));
  LYCEUM_CO_CHECK(co_await find_whole(s, id));
  LYCEUM_CO_TRY(const auto lesson, co_await s.desk.get(id));
  if (lesson.state == lesson::State::live) co_return Failure(refuse(lesson::ReplayRefusal::replay_growing));
  LYCEUM_CO_CHECK(co_await s.replays.remove(id));
  LYCEUM_CO_CHECK(co_await s.recordings.remove(id));
  co_await note(s, me.id, request.remote, "lesson.delete_replay", id.str());
  co_return net::empty_response();
}

Result<Offset> after_param(const net::Request& request) {
  const auto text = request.query("after");
  Offset after = 0;
  if (!text || text->empty()) return after;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), after);
  if (error != std::errc() || end != text->data() + text->size() || after >= (Offset{1} << 53))
    return Failure(bad_field("after", "the number of an event"));
  return after;
}

// Written as text: events are kept as the JSON that they are.
std::string record_text(const std::vector<room::LogRow>& rows, const std::string& next) {
  std::string text = R"({"items":[)";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) text += ',';
    text += room::event_json(rows[i]);
  }
  text += R"(],"next":)";
  text += next.empty() ? "null" : '"' + next + '"';
  return text + '}';
}

Reply record(Services s, net::Request& request, Caller caller) {
  LYCEUM_CO_TRY(const auto id, lesson_param(request));
  LYCEUM_CO_TRY(const int limit, limit_param(request, kRecordMax));
  LYCEUM_CO_TRY(Offset after, after_param(request));
  LYCEUM_CO_TRY(const auto standing, co_await s.access.ask(id, caller.id()));
  LYCEUM_CO_CHECK(standing.allow(money::Action::watch));
  const auto audience =
      standing.may(money::Action::moderate) ? room::Audience::staff : room::Audience::everyone;
  if (after == 0 && request.query("since") == "end") {
    LYCEUM_CO_TRY(after, co_await s.room_log.last_of(id, room::LessonMoved::type));
  }
  LYCEUM_CO_TRY(auto page, co_await s.room_log.rows_after(id, after, static_cast<std::size_t>(limit)));
  const bool more = page.rows.size() == static_cast<std::size_t>(limit);
  const std::string next = more ? std::to_string(page.rows.back().n) : "";
  co_return net::json_response(200, record_text(readable(std::move(page), audience), next));
}

}  // namespace

Task<Result<json::value>> replay_facts(Services s, LessonId lesson, bool staff) {
  LYCEUM_CO_TRY(const auto noted, co_await s.replays.find(lesson));
  if (!noted || (noted->hidden && !staff)) co_return json::value(nullptr);
  co_return json::value{{"duration_ms", lesson::shown(*noted).count()}, {"hidden", noted->hidden}};
}

void add_replay_routes(net::Router& router, Door& door, Services s) {
  const auto open = [&](auto call) {
    return door.open([s, call](net::Request& r, Caller c) { return call(s, r, std::move(c)); });
  };
  const auto mine = [&](auto call) {
    return door.signed_in([s, call](net::Request& r, Account a) { return call(s, r, std::move(a)); });
  };
  router.add("GET", "/api/v1/lessons/{id}/replay", open(get));
  router.add("PATCH", "/api/v1/lessons/{id}/replay", mine(edit));
  router.add("DELETE", "/api/v1/lessons/{id}/replay", mine(remove));
  router.add("GET", "/api/v1/lessons/{id}/record", open(record));
}

}  // namespace lyceum::api
