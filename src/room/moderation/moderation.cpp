#include "room/moderation/moderation.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {

void append_entry(std::string& out, Offset n, const Moderation::Waiting& waiting) {
  out += R"({"n":)";
  append_json(out, n);
  out += R"(,"t":)";
  append_json(out, utc_millis(waiting.t));
  out += ',';
  append_fields(out, waiting.held);
  out += '}';
}

void append_entry(std::string& out, Offset, const Moderation::Report& report) {
  out += R"({"comment":)";
  append_json(out, report.comment);
  out += R"(,"times":)";
  append_json(out, static_cast<std::int64_t>(report.by.size()));
  out += '}';
}

template <class Kind>
void append_list(std::string& out, const std::map<Offset, Kind>& all, std::size_t bytes_max) {
  const std::size_t begin = out.size();
  out += '[';
  for (const auto& [n, entry] : all) {
    std::string json;
    append_entry(json, n, entry);
    if (out.size() - begin + json.size() > bytes_max) break;
    if (out.back() != '[') out += ',';
    out += json;
  }
  out += ']';
}

}  // namespace

bool Moderation::operator==(const Moderation& other) const {
  return rules_ == other.rules_ && words_ == other.words_ && waiting_ == other.waiting_ &&
         reports_ == other.reports_;
}

std::size_t Moderation::waiting_of(AccountId account) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(waiting_, [&](const auto& entry) { return entry.second.author == account; }));
}

bool Moderation::mentions(AccountId account) const {
  return waiting_of(account) > 0 || std::ranges::any_of(reports_, [&](const auto& entry) {
           return entry.second.comment.author == account;
         });
}

void Moderation::evolve(const RulesSet& event, Stamp) { rules_ = event.rules; }

void Moderation::evolve(const WordsSet& event, Stamp) {
  words_ = event.words;
  filter_ = words_.size() == 0 ? nullptr : std::make_shared<const WordFilter>(words_);
}

void Moderation::evolve(const Held& event, Stamp at) {
  Waiting& waiting = waiting_[at.n];
  waiting.held = event;
  waiting.t = at.t;
}

void Moderation::evolve(const Waits& event, Stamp) {
  if (event.waits)
    waiting_[event.held].author = event.account;  // the text follows
  else
    waiting_.erase(event.held);
}

void Moderation::evolve(const Reported& event, Stamp) {
  Report& report = reports_[event.comment.n];
  report.comment = event.comment;
  report.by.insert(event.by.id);
}

void Moderation::evolve(const ReportClosed& event, Stamp) { close_report(event.comment); }

void Moderation::forget(AccountId account) {
  for (auto& [n, waiting] : waiting_)
    if (waiting.held.from && waiting.author == account) waiting.held.from->name.clear();
  for (auto& [n, report] : reports_)
    if (report.comment.author == account) report.comment.name.clear();
}

void append_state(std::string& out, const Moderation& moderation, Audience reader, std::size_t bytes_max) {
  out += R"("rules":{)";
  append_fields(out, RulesSet{moderation.rules()});
  out += '}';
  if (reader == Audience::everyone) return;
  out += R"(,"words":{)";
  append_fields(out, moderation.words());
  out += R"(},"held":)";
  append_list(out, moderation.waiting(), bytes_max);
  out += R"(,"reports":)";
  append_list(out, moderation.reports(), bytes_max);
}

void append_newcomer(std::string& out, const Newcomer& newcomer, seconds pause) {
  out += R"(,"newcomer":{"until":)";
  append_json(out, utc_millis(newcomer.until));
  out += R"(,"pause":)";
  append_json(out, std::int64_t{pause.count()});
  out += newcomer.review ? R"(,"review":true})" : R"(,"review":false})";
}

void append_mine(std::string& out, const Moderation& moderation, AccountId account) {
  bool first = true;
  for (const auto& [n, waiting] : moderation.waiting()) {
    if (waiting.author != account) continue;
    out += first ? R"(,"held":[{"n":)" : R"(,{"n":)";
    first = false;
    append_json(out, n);
    out += R"(,"text":)";
    append_json(out, waiting.held.text);
    out += '}';
  }
  if (!first) out += ']';
}

}  // namespace lyceum::room
