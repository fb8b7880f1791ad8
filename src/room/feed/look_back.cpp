#include "room/feed/look_back.hpp"

#include "room/state/event.hpp"
#include "room/word/json.hpp"

#include <set>

namespace lyceum::room {
namespace {

std::set<Offset> deleted_in(const std::vector<LogRow>& deletions) {
  std::set<Offset> deleted;
  for (const LogRow& row : deletions)
    if (const auto event = read_event(row.type, row.body))
      if (const auto* deletion = std::get_if<Deleted>(&*event)) deleted.insert(deletion->comment);
  return deleted;
}

// False: nobody reads it any more.
bool without_deleted(LogRow& row, const std::set<Offset>& deleted) {
  if (row.type == Commented::type && deleted.contains(row.n)) return false;
  if (row.type != Commented::type && row.type != Pinned::type) return true;
  auto event = read_event(row.type, row.body);
  if (!event) return false;
  if (auto* pinned = std::get_if<Pinned>(&*event)) {
    if (pinned->comment && deleted.contains(pinned->comment->n)) return false;
    if (!pinned->comment || !pinned->comment->reply || !deleted.contains(pinned->comment->reply->n))
      return true;
    pinned->comment->reply->text.clear();
  } else if (auto* comment = std::get_if<Commented>(&*event)) {
    if (!comment->reply || !deleted.contains(comment->reply->n)) return true;
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
  const std::set<Offset> deleted = deleted_in(page.deletions);
  std::vector<LogRow> rows;
  for (LogRow& row : page.rows) {
    if (row.audience == Audience::staff && audience != Audience::staff) continue;
    if (deleted.empty() || without_deleted(row, deleted)) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace lyceum::room
