#include "room/feed/look_back.hpp"

#include "base/text/text.hpp"
#include "room/state/event.hpp"
#include "room/word/json.hpp"

#include <set>

namespace lyceum::room {
namespace {

struct Gone {
  std::set<Offset> events;                         // comments deleted, questions hidden that stayed so
  std::set<std::pair<Offset, std::string>> words;  // poll and folded word

  bool contains(Offset event) const { return events.contains(event); }
  bool empty() const { return events.empty() && words.empty(); }
};

Gone gone_in(const std::vector<LogRow>& deletions) {
  Gone gone;
  for (const LogRow& row : deletions) {
    const auto event = read_event(row.type, row.body);
    if (!event) continue;
    if (const auto* deletion = std::get_if<Deleted>(&*event)) gone.events.insert(deletion->comment);
    if (const auto* word = std::get_if<WordTakenOut>(&*event)) gone.words.emplace(word->poll, word->folded);
    if (const auto* moved = std::get_if<QuestionMoved>(&*event)) {
      if (moved->state == QuestionState::hidden)
        gone.events.insert(moved->question);
      else if (!is_away(moved->state))
        gone.events.erase(moved->question);
    }
  }
  return gone;
}

bool about_gone(const LogRow& row, const Gone& gone) {
  const auto event = read_event(row.type, row.body);
  if (!event) return true;
  const auto* moved = std::get_if<QuestionMoved>(&*event);
  const auto* reply = std::get_if<QuestionReplied>(&*event);
  return (moved != nullptr && gone.contains(moved->question)) ||
         (reply != nullptr && gone.contains(reply->question));
}

template <class Counted>
void drop_words(Event& event, const Gone& gone) {
  auto* counted = std::get_if<Counted>(&event);
  if (counted == nullptr || !counted->totals.words) return;
  std::erase_if(*counted->totals.words, [&](const Words::Counted& each) {
    return gone.words.contains({counted->poll, folded_text(each.word).value_or("")});
  });
}

bool without_gone_words(LogRow& row, const Gone& gone) {
  auto event = read_event(row.type, row.body);
  if (!event) return false;
  drop_words<PollCounted>(*event, gone);
  drop_words<PollCountedForStaff>(*event, gone);
  row.body = event_body(*event);
  return true;
}

// False: nobody reads it any more.
bool without_gone(LogRow& row, const Gone& gone) {
  if (row.type == PollCounted::type || row.type == PollCountedForStaff::type)
    return without_gone_words(row, gone);
  if ((row.type == Commented::type || row.type == Asked::type) && gone.contains(row.n)) return false;
  if (row.type == QuestionMoved::type || row.type == QuestionReplied::type) return !about_gone(row, gone);
  if (row.type != Commented::type && row.type != Pinned::type) return true;
  auto event = read_event(row.type, row.body);
  if (!event) return false;
  if (auto* pinned = std::get_if<Pinned>(&*event)) {
    if (pinned->comment && gone.contains(pinned->comment->n)) return false;
    if (!pinned->comment || !pinned->comment->reply || !gone.contains(pinned->comment->reply->n)) return true;
    pinned->comment->reply->text.clear();
  } else if (auto* comment = std::get_if<Commented>(&*event)) {
    if (!comment->reply || !gone.contains(comment->reply->n)) return true;
    comment->reply->text.clear();
  }
  row.body = event_body(*event);
  return true;
}

}  // namespace

std::string event_json(const LogRow& row) {
  std::string out;
  out.reserve(row.body.size() + 64);
  out += R"({"n":)";
  append_json(out, row.n);
  out += R"(,"t":)";
  append_json(out, utc_millis(row.t));
  out += R"(,"type":")";
  out += row.type;
  out += row.body == "{}" ? R"(")" : R"(",)";
  out.append(row.body, 1);  // without its opening brace
  return out;
}

std::vector<LogRow> readable(LogPage page, Audience audience) {
  const Gone gone = gone_in(page.deletions);
  std::vector<LogRow> rows;
  for (LogRow& row : page.rows) {
    if (!sees(audience, row.audience)) continue;
    if (gone.empty() || without_gone(row, gone)) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace lyceum::room
