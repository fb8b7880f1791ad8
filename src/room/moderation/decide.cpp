#include "room/moderation/decide.hpp"

#include "room/screen/link.hpp"
#include "room/word/text.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {

bool read_rule(const boost::json::object& object, std::string_view name, std::optional<bool>& out) {
  out = truth_field(object, name);
  return out.has_value() == object.contains(name);
}

bool read_number(const boost::json::object& object, Offset& out) {
  const auto n = count_field(object, "n");
  out = n.value_or(0);
  return n.has_value();
}

// Cleaned, each once; nothing: one of them is no word.
std::optional<std::vector<std::string>> checked(const std::vector<std::string>& typed) {
  std::vector<std::string> words;
  for (const std::string& each : typed) {
    auto word = clean_text(each);
    if (!word || count_characters(*word) > word_characters_max || !is_findable(*word)) return std::nullopt;
    if (std::ranges::find(words, *word) == words.end()) words.push_back(std::move(*word));
  }
  return words;
}

}  // namespace

bool read_fields(const boost::json::object& object, SetRules& command) {
  return read_rule(object, "silent", command.silent) && read_rule(object, "review", command.review) &&
         read_rule(object, "links", command.links);
}
bool read_fields(const boost::json::object& object, SetWords& command) {
  return read_fields(object, command.words);
}
bool read_fields(const boost::json::object& object, SettleHeld& command) {
  const auto show = truth_field(object, "show");
  command.show = show.value_or(false);
  return show && read_number(object, command.n);
}
bool read_fields(const boost::json::object& object, ReportComment& command) {
  return read_number(object, command.n);
}
bool read_fields(const boost::json::object& object, CloseReport& command) {
  return read_number(object, command.n);
}

std::optional<Refusal> too_new(const Chat& chat, const Standing& who, Utc now) {
  if (!is_new(who, now)) return std::nullopt;
  const Utc free = chat.times(who.person->id).front() + newcomer_pause;
  if (now >= free) return std::nullopt;
  return Refusal{No::new_account, std::chrono::ceil<milliseconds>(free - now)};
}

std::expected<Screened, Refusal> screen(const Moderation& moderation, const Standing& who,
                                        const WordFilter* site, std::string text, Utc now) {
  Screened screened{std::move(text)};
  if (!is_bound(who)) return screened;
  const bool fresh = is_new(who, now);
  if ((fresh || !moderation.rules().links) && has_link(screened.text))
    return refuse(moderation.rules().links ? No::new_links : No::links_off);
  if (moderation.rules().review || (fresh && who.newcomer->review)) screened.hold = HeldFor::review;
  for (const WordFilter* filter : {site, moderation.filter()}) {
    if (filter == nullptr) continue;
    auto verdict = filter->check(screened.text);
    if (verdict.action == WordAction::block) return refuse(No::words_blocked);
    if (verdict.action == WordAction::review) screened.hold = HeldFor::words;
    screened.text = std::move(verdict.text);
  }
  if (!screened.hold) return screened;
  const bool full =
      moderation.waiting_of(who.person->id) >= own_waiting_max || moderation.waiting().size() >= waiting_max;
  return full ? std::expected<Screened, Refusal>(refuse(No::too_many_waiting)) : screened;
}

std::expected<std::optional<RulesSet>, Refusal> decide(const Moderation& moderation, const Standing& who,
                                                       const SetRules& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const RoomRules& now = moderation.rules();
  const RulesSet set{{.silent = command.silent.value_or(now.silent),
                      .review = command.review.value_or(now.review),
                      .links = command.links.value_or(now.links)}};
  if (set.rules == now) return std::nullopt;
  return set;
}

std::expected<std::optional<WordsSet>, Refusal> decide(const Moderation& moderation, const Standing& who,
                                                       const SetWords& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const auto mask = checked(command.words.mask), review = checked(command.words.review),
             block = checked(command.words.block);
  if (!mask || !review || !block || command.words.size() > words_max) return refuse(No::words_invalid);
  WordsSet set{{.mask = *mask, .review = *review, .block = *block}};
  if (set.words == moderation.words()) return std::nullopt;
  return set;
}

std::expected<Settled, Refusal> decide(const Moderation& moderation, const Standing& who,
                                       const SettleHeld& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  if (!moderation.waiting().contains(command.n)) return refuse(No::not_found);
  return Settled{command.n, command.show};
}

std::expected<std::optional<Reported>, Refusal> decide(const Moderation& moderation, const Standing& who,
                                                       const ReportComment& command,
                                                       const std::optional<ReplyTo>& reported) {
  if (!reported) return refuse(No::not_found);
  if (reported->author == who.person->id) return refuse(No::not_allowed);
  const auto known = moderation.reports().find(command.n);
  const bool is_new = known == moderation.reports().end();
  if (!is_new && known->second.by.contains(who.person->id)) return std::nullopt;
  if (is_new && moderation.reports().size() >= reports_max) return refuse(No::too_many_waiting);
  return Reported{*who.person, *reported};
}

std::expected<std::optional<ReportClosed>, Refusal> decide(const Moderation& moderation, const Standing& who,
                                                           const CloseReport& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  if (!moderation.reports().contains(command.n)) return std::nullopt;
  return ReportClosed{command.n};
}

}  // namespace lyceum::room
