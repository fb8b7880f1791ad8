#include "room/polls/table.hpp"

#include "base/text/csv.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {

// Spreadsheets take a file for UTF-8 only when it begins so.
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Line {
  std::string account, name, answer, right, points, seconds;
  auto operator<=>(const Line&) const = default;
};

std::string answer_text(const Polls::Kept& kept, AccountId account, const Polls::Answer& answer) {
  if (kept.poll.kind == PollKind::text) {
    const Polls::Said& said = kept.said.at(account);
    return kept.words.shown(said.folded) ? said.word : "";
  }
  std::string text;
  for (const std::int64_t i : numbers_of(answer.choices)) {
    if (!text.empty()) text += " | ";
    text += kept.poll.kind == PollKind::scale ? std::to_string(i + 1)
                                              : kept.poll.options.at(static_cast<std::size_t>(i));
  }
  return text;
}

Line line_of(const Polls& polls, const Polls::Kept& kept, AccountId account, const Polls::Answer& answer) {
  Line line;
  line.answer = answer_text(kept, account, answer);
  if (kept.poll.anonymous) return line;
  line.account = account.str();
  line.name = polls.name(account);
  const auto ms = answer.after.count();
  line.seconds = std::to_string(ms / 1000) + '.' + std::to_string(ms % 1000 + 1000).substr(1);
  if (!kept.poll.quiz()) return line;
  const std::int64_t points = points_for(kept.poll, answer.choices, answer.after);
  line.right = points > 0 ? "yes" : "no";
  line.points = std::to_string(points);
  return line;
}

std::vector<Line> lines_of(const Polls& polls, const Polls::Kept& kept) {
  std::vector<std::pair<milliseconds, AccountId>> order;
  for (const auto& [account, answer] : kept.answers) order.emplace_back(answer.after, account);
  std::ranges::sort(order);
  std::vector<Line> lines;
  for (const auto& [after, account] : order)
    lines.push_back(line_of(polls, kept, account, kept.answers.at(account)));
  if (kept.poll.anonymous) std::ranges::sort(lines);
  if (lines.empty()) lines.emplace_back();
  return lines;
}

}  // namespace

std::string polls_csv(const Polls& polls, std::string (*time)(Utc)) {
  std::string table(byte_order_mark);
  table += "poll,opened_at,kind,title,account,name,answer,right,points,seconds\r\n";
  for (const auto& [n, kept] : polls.all()) {
    const std::string head = csv_field(std::to_string(n)) + ',' + csv_field(time(kept.opened)) + ',' +
                             csv_field(poll_kind_name(kept.poll.kind)) + ',' + csv_field(kept.poll.title);
    for (const Line& line : lines_of(polls, kept)) {
      table += head;
      for (const std::string* field :
           {&line.account, &line.name, &line.answer, &line.right, &line.points, &line.seconds})
        table += ',' + csv_field(*field);
      table += "\r\n";
    }
  }
  return table;
}

}  // namespace lyceum::room
