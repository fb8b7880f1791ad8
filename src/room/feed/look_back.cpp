#include "room/feed/look_back.hpp"

#include "room/state/event.hpp"
#include "room/word/json.hpp"

#include <set>

namespace lyceum::room {
namespace {

// Comments that were deleted, and questions that were hidden and stayed so.
std::set<Offset> gone_in(const std::vector<LogRow>& deletions) {
  std::set<Offset> gone;
  for (const LogRow& row : deletions) {
    const auto event = read_event(row.type, row.body);
    if (!event) continue;
    if (const auto* deletion = std::get_if<Deleted>(&*event)) gone.insert(deletion->comment);
    if (const auto* moved = std::get_if<QuestionMoved>(&*event)) {
      if (moved->state == QuestionState::hidden)
        gone.insert(moved->question);
      else if (!is_away(moved->state))
        gone.erase(moved->question);
    }
  }
  return gone;
}

bool about_gone(const LogRow& row, const std::set<Offset>& gone) {
  const auto event = read_event(row.type, row.body);
  if (!event) return true;
  const auto* moved = std::get_if<QuestionMoved>(&*event);
  const auto* reply = std::get_if<QuestionReplied>(&*event);
  return (moved != nullptr && gone.contains(moved->question)) ||
         (reply != nullptr && gone.contains(reply->question));
}

// False: nobody reads it any more.
bool without_gone(LogRow& row, const std::set<Offset>& gone) {
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
  out += R"(",)";
  out.append(row.body, 1);  // without its opening brace; no event is without members
  return out;
}

std::vector<LogRow> readable(LogPage page, Audience audience) {
  const std::set<Offset> gone = gone_in(page.deletions);
  std::vector<LogRow> rows;
  for (LogRow& row : page.rows) {
    if (!sees(audience, row.audience)) continue;
    if (gone.empty() || without_gone(row, gone)) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace lyceum::room
