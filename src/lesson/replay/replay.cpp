#include "lesson/replay/replay.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <array>

namespace lyceum::lesson {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t title_max = 100, title_bytes_max = 1000;

Result<void> check(const Trim& trim, milliseconds duration) {
  if (trim.start < milliseconds(0) || trim.end <= trim.start || trim.end > duration)
    return Failure(refuse(ReplayRefusal::trim_invalid));
  return {};
}

Result<std::string> checked_chapter(const std::string& typed) {
  auto title = typed.size() > title_bytes_max ? std::nullopt : composed_text(typed);
  if (!title || text_length(*title) > title_max || !one_line(*title) || !visible(*title))
    return Failure(refuse(ReplayRefusal::chapters_invalid));
  return std::move(*title);
}

Result<std::vector<Chapter>> checked(std::vector<Chapter> chapters, milliseconds duration) {
  if (chapters.size() > kChaptersMax) return Failure(refuse(ReplayRefusal::chapters_invalid));
  for (Chapter& chapter : chapters) {
    if (chapter.at < milliseconds(0) || chapter.at > duration)
      return Failure(refuse(ReplayRefusal::chapters_invalid));
    LYCEUM_TRY(chapter.title, checked_chapter(chapter.title));
  }
  std::ranges::stable_sort(chapters, {}, &Chapter::at);
  return chapters;
}

}  // namespace

Result<Replay> changed(Replay replay, ReplayChange change) {
  if (change.hidden) replay.hidden = *change.hidden;
  if (change.keep_days) replay.keep_days = *change.keep_days;
  if (change.trim) {
    if (*change.trim) LYCEUM_CHECK(check(**change.trim, replay.duration));
    replay.trim = *change.trim;
  }
  if (change.chapters) {
    LYCEUM_TRY(replay.chapters, checked(std::move(*change.chapters), replay.duration));
    replay.chapters_due = false;
  }
  return replay;
}

Replay served(Replay replay, milliseconds from, milliseconds duration) {
  const auto to = [&](milliseconds at) { return std::clamp(at - from, milliseconds(0), duration); };
  const Trim trim{to(replay.trim->start), to(replay.trim->end)};
  std::vector<Chapter> chapters;
  for (Chapter& chapter : replay.chapters) {
    if (chapter.at - from >= trim.end) break;
    if (chapter.at - from <= trim.start) chapters.clear();
    chapters.push_back({std::max(chapter.at - from, trim.start), std::move(chapter.title)});
  }
  replay.duration = duration;
  replay.trim = trim;
  replay.chapters = std::move(chapters);
  return replay;
}

milliseconds shown(const Replay& replay) {
  if (!replay.trim) return replay.duration;
  return std::max(milliseconds(0), std::min(replay.trim->end, replay.duration) - replay.trim->start);
}

Error refuse(ReplayRefusal why) {
  struct Row {
    int status;
    std::string_view code, en, zh;
  };
  static constexpr std::array<Row, 4> rows{{
      {404, "replay_not_found", "This lesson has no replay.", "该直播课没有回放。"},
      {422, "trim_invalid", "The part to be shown must lie inside the recording.",
       "保留的片段须在录像范围之内。"},
      {422, "chapters_invalid",
       "At most 200 chapters inside the recording, each with a title of 1 to 100 characters.",
       "章节最多 200 个，须在录像范围之内，标题为 1 至 100 个字符。"},
      {409, "replay_growing", "The class is still running.", "直播课仍在进行。"},
  }};
  const Row& row = rows[static_cast<std::size_t>(why)];
  return {.status = row.status, .code = row.code, .en = row.en, .zh = row.zh, .detail = {}};
}

}  // namespace lyceum::lesson
