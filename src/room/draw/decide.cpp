#include "room/draw/decide.hpp"

#include "room/word/text.hpp"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

constexpr std::size_t prize_max = 100, phrase_max = 100, address_max = 300;
constexpr std::int64_t minutes_max = 600;
constexpr std::int64_t winners_max = 100, seconds_min = 15, seconds_max = 1800;
constexpr std::size_t nonce_min = 16, nonce_max = 64;
// The round that is named comes soon, but not so soon that nobody can enter.
constexpr std::chrono::seconds beacon_after{15};
constexpr std::chrono::hours beacon_before{24};

bool read_number(const boost::json::object& object, Offset& out) {
  const auto n = count_field(object, "n");
  out = n.value_or(0);
  return n.has_value();
}

bool read_text(const boost::json::object& object, std::string_view name, std::string& out) {
  const auto text = text_field(object, name);
  out = text.value_or("");
  return text.has_value();
}

bool read_conditions(const boost::json::object& object, OpenDraw& command) {
  const auto* names = object.if_contains("conditions");
  if (names == nullptr) return true;
  if (!names->is_array()) return false;
  return std::ranges::all_of(names->get_array(), [&](const auto& name) {
    const auto condition = name.is_string() ? condition_from(name.get_string()) : std::nullopt;
    if (condition) command.conditions.insert(*condition);
    return condition.has_value();
  });
}

bool take_beacon(const boost::json::object& object, OpenDraw& command) {
  if (!object.contains("beacon")) return true;
  const auto* beacon = object_field(object, "beacon");
  if (beacon != nullptr && beacon->size() == 2) command.beacon = read_beacon(*beacon);
  return command.beacon.has_value();
}

bool is_nonce(std::string_view nonce) {
  return nonce.size() >= nonce_min && nonce.size() <= nonce_max &&
         nonce.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::expected<std::string, Refusal> checked(std::string_view typed, std::size_t characters_max) {
  auto text = clean_text(typed);
  if (!text) return refuse(No::malformed);
  if (text->empty()) return refuse(No::comment_empty);
  if (count_characters(*text) > characters_max) return refuse(No::text_too_long);
  return std::move(*text);
}

bool beacon_fits(const Beacon& beacon, Utc now) {
  const auto known = known_at(beacon);
  return known && *known >= now + beacon_after && *known <= now + beacon_before;
}

bool numbers_fit(const OpenDraw& command) {
  const bool timed = command.seconds >= seconds_min && command.seconds <= seconds_max;
  const bool watched = command.conditions.contains(Condition::watched);
  const std::int64_t least = watched ? 1 : 0, most = watched ? minutes_max : 0;
  return command.winners >= 1 && command.winners <= winners_max && (command.seconds == 0 || timed) &&
         command.minutes >= least && command.minutes <= most;
}

// By its timer, and before the round that decides can be known.
Utc closes_at(const OpenDraw& command, Utc now) {
  Utc until{};
  if (command.seconds > 0) until = std::chrono::floor<milliseconds>(now) + seconds(command.seconds);
  if (!command.beacon) return until;
  const Utc known = *known_at(*command.beacon);
  return until == Utc() ? known : std::min(until, known);
}

std::expected<DrawRules, Refusal> rules_of(const OpenDraw& command, Utc now) {
  auto prize = checked(command.prize, prize_max);
  if (!prize) return Refused(prize.error());
  if (!numbers_fit(command)) return refuse(No::malformed);
  DrawRules rules{std::move(*prize), command.winners, Utc(), command.conditions};
  if (command.conditions.contains(Condition::commented)) {
    auto phrase = checked(command.phrase, phrase_max);
    if (!phrase) return Refused(phrase.error());
    rules.phrase = std::move(*phrase);
  } else if (!command.phrase.empty()) {
    return refuse(No::malformed);
  }
  rules.minutes = command.minutes;
  if (command.beacon && !beacon_fits(*command.beacon, now)) return refuse(No::beacon_wrong);
  rules.beacon = command.beacon;
  rules.until = closes_at(command, now);
  return rules;
}

}  // namespace

bool read_fields(const boost::json::object& object, OpenDraw& command) {
  const auto winners = whole_field(object, "winners");
  const auto seconds = whole_field(object, "seconds");
  const auto minutes = whole_field(object, "minutes");
  command.winners = winners.value_or(0);
  command.seconds = seconds.value_or(0);
  command.minutes = minutes.value_or(0);
  if (!winners || (!seconds && object.contains("seconds")) || (!minutes && object.contains("minutes")))
    return false;
  if (object.contains("phrase") && !read_text(object, "phrase", command.phrase)) return false;
  return read_text(object, "prize", command.prize) && read_conditions(object, command) &&
         take_beacon(object, command);
}

bool read_fields(const boost::json::object& object, CloseDraw& command) {
  return read_number(object, command.n);
}

bool read_fields(const boost::json::object& object, EnterDraw& command) {
  return read_number(object, command.n) && read_text(object, "nonce", command.nonce);
}

bool read_fields(const boost::json::object& object, GiveBeacon& command) {
  const auto value = digest_field(object, "value");
  command.value = value.value_or(Digest{});
  return value && read_number(object, command.n);
}

bool read_fields(const boost::json::object& object, LeaveAddress& command) {
  return read_number(object, command.n) && read_text(object, "name", command.to.name) &&
         read_text(object, "phone", command.to.phone) && read_text(object, "address", command.to.address);
}

std::set<Condition> unmet(const Draws& draws, const Draws::Kept& draw, AccountId account,
                          const Deeds& deeds) {
  std::set<Condition> unmet = draw.rules.conditions;
  if (deeds.checked_in) unmet.erase(Condition::checked_in);
  if (deeds.asked) unmet.erase(Condition::asked);
  if (deeds.answered) unmet.erase(Condition::answered);
  if (draw.phrased.contains(account)) unmet.erase(Condition::commented);
  if (!draws.has_won(account)) unmet.erase(Condition::not_won);
  if (deeds.watched >= std::chrono::minutes(draw.rules.minutes)) unmet.erase(Condition::watched);
  return unmet;
}

std::expected<std::pair<DrawSeeded, DrawOpened>, Refusal> decide(const Draws& draws, const Standing& who,
                                                                 const OpenDraw& command, Utc now,
                                                                 Offset next) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  auto rules = rules_of(command, now);
  if (!rules) return Refused(rules.error());
  if (draws.running() != 0) return refuse(No::draw_running);
  if (draws.all().size() >= draws_max) return refuse(No::too_many_draws);
  return std::pair(DrawSeeded{next + 1, command.seed},
                   DrawOpened{std::move(*rules), commitment_to(command.seed)});
}

DrawEnd end_of(const Draws& draws, Utc now) {
  DrawEnd end{draws.close(now), std::nullopt};
  if (!draws.find(draws.running())->rules.beacon) end.done = draws.done(std::nullopt);
  return end;
}

std::expected<std::optional<DrawEnd>, Refusal> decide(const Draws& draws, const Standing& who,
                                                      const CloseDraw& command, Utc now) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const Draws::Kept* kept = draws.find(command.n);
  if (kept == nullptr) return refuse(No::not_found);
  return kept->state == DrawState::open ? std::optional(end_of(draws, now)) : std::nullopt;
}

std::expected<std::optional<DrawEntered>, Refusal> decide(const Draws& draws, const Standing& who,
                                                          const EnterDraw& command, Utc now,
                                                          const Deeds& deeds) {
  if (!is_nonce(command.nonce)) return refuse(No::malformed);
  if (who.may_moderate) return refuse(No::not_allowed);
  const Draws::Kept* kept = draws.find(command.n);
  if (kept == nullptr) return refuse(No::not_found);
  const AccountId account = who.person->id;
  if (kept->entry_of(account) != nullptr) return std::nullopt;
  // By the time of the room: the timer may be late.
  const bool late = kept->rules.until != Utc() && now >= kept->rules.until;
  if (kept->state != DrawState::open || late || kept->entries.size() >= draw_entries_max)
    return refuse(No::draw_over);
  if (!unmet(draws, *kept, account, deeds).empty()) return refuse(No::draw_condition);
  return DrawEntered{command.n, *who.person, command.nonce};
}

std::expected<std::optional<DrawDone>, Refusal> decide(const Draws& draws, const Standing& who,
                                                       const GiveBeacon& command, Utc now) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const Draws::Kept* kept = draws.find(command.n);
  if (kept == nullptr) return refuse(No::not_found);
  if (kept->state == DrawState::open) return refuse(No::draw_running);
  if (kept->state == DrawState::done) {
    if (kept->beacon == command.value) return std::nullopt;
    return refuse(No::draw_over);
  }
  if (now < *known_at(*kept->rules.beacon)) return refuse(No::beacon_wrong);
  return draws.done(command.value);
}

std::expected<std::optional<DrawAddressed>, Refusal> decide(const Draws& draws, const Standing& who,
                                                            const LeaveAddress& command) {
  const Draws::Kept* kept = draws.find(command.n);
  if (kept == nullptr) return refuse(No::not_found);
  const AccountId account = who.person->id;
  if (!kept->won(account)) return refuse(No::not_allowed);
  DrawAddressed event{command.n, *who.person, {}};
  for (const auto field :
       {&DrawAddressed::Address::name, &DrawAddressed::Address::phone, &DrawAddressed::Address::address}) {
    auto text = checked(command.to.*field, address_max);
    if (!text) return Refused(text.error());
    event.to.*field = std::move(*text);
  }
  const auto before = kept->addresses.find(account);
  if (before != kept->addresses.end() && before->second == event.to) return std::nullopt;
  const auto changes = kept->address_changes.find(account);
  if (changes != kept->address_changes.end() && changes->second >= address_changes_max)
    return refuse(No::draw_over);
  return event;
}

void append_mine(std::string& out, const Draws& draws, AccountId account, const Deeds& deeds) {
  if (draws.all().empty()) return;
  const auto& [newest, kept] = *draws.all().rbegin();
  out += R"(,"draw":{"n":)";
  append_json(out, newest);
  if (kept.entry_of(account) != nullptr) {
    out += R"(,"entry":)";
    append_entry(out, kept, account);
  } else if (kept.state == DrawState::open) {
    out += R"(,"unmet":[)";
    for (const Condition condition : unmet(draws, kept, account, deeds)) {
      if (out.back() != '[') out += ',';
      append_json(out, condition_name(condition));
    }
    out += ']';
  }
  out += '}';
  if (!draws.has_won(account)) return;
  out += R"(,"won":[)";
  for (const auto& [n, draw] : draws.all()) {
    if (!draw.won(account)) continue;
    if (out.back() != '[') out += ',';
    out += R"({"n":)";
    append_json(out, n);
    out += R"(,"prize":)";
    append_json(out, draw.rules.prize);
    if (const auto to = draw.addresses.find(account); to != draw.addresses.end()) {
      out += R"(,"to":)";
      append_json(out, to->second);
    }
    out += '}';
  }
  out += ']';
}

}  // namespace lyceum::room
