#include "room/draw/event.hpp"

#include "base/secret/hex.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

void append_draw(std::string& out, Offset draw) {
  out += R"("draw":)";
  append_json(out, draw);
}

void append_from(std::string& out, const Person& from) {
  out += R"(,"from":)";
  append_json(out, from);
}

void append_digest(std::string& out, std::string_view name, const Digest& digest) {
  out += ",\"";
  out += name;
  out += "\":";
  append_json(out, digest);
}

bool read_draw(const boost::json::object& object, Offset& out) {
  const auto draw = count_field(object, "draw");
  out = draw.value_or(0);
  return draw.has_value();
}

bool read_from(const boost::json::object& object, Person& out) {
  const auto* from = object_field(object, "from");
  auto person = from == nullptr ? std::nullopt : read_person(*from);
  if (person) out = std::move(*person);
  return person.has_value();
}

bool read_digest(const boost::json::object& object, std::string_view name, Digest& out) {
  const auto digest = digest_field(object, name);
  out = digest.value_or(Digest{});
  return digest.has_value();
}

bool read_people(const boost::json::object& object, std::int64_t& out) {
  const auto people = whole_field(object, "people");
  out = people.value_or(0);
  return people.has_value();
}

bool read_text(const boost::json::object& object, std::string_view name, std::string& out) {
  const auto text = text_field(object, name);
  out = text.value_or("");
  return text.has_value();
}

bool read_conditions(const boost::json::object& object, std::set<Condition>& out) {
  const auto* names = object.if_contains("conditions");
  if (names == nullptr || !names->is_array()) return false;
  for (const auto& name : names->get_array()) {
    const auto condition = name.is_string() ? condition_from(name.get_string()) : std::nullopt;
    if (!condition) return false;
    out.insert(*condition);
  }
  return true;
}

bool read_winner(const boost::json::value& value, DrawDone::Winner& winner) {
  const auto* object = value.if_object();
  return object != nullptr && read_from(*object, winner.from) &&
         read_digest(*object, "ticket", winner.ticket);
}

}  // namespace

void append_json(std::string& out, const Digest& digest) {
  out += '"';
  out += hex(digest);
  out += '"';
}

void append_json(std::string& out, const DrawDone::Winner& winner) {
  out += R"({"from":)";
  append_json(out, winner.from);
  append_digest(out, "ticket", winner.ticket);
  out += '}';
}

void append_json(std::string& out, const DrawAddressed::Address& address) {
  out += R"({"name":)";
  append_json(out, address.name);
  out += R"(,"phone":)";
  append_json(out, address.phone);
  out += R"(,"address":)";
  append_json(out, address.address);
  out += '}';
}

void append_rules(std::string& out, const DrawRules& rules) {
  out += R"("prize":)";
  append_json(out, rules.prize);
  out += R"(,"winners":)";
  append_json(out, rules.winners);
  if (rules.until != Utc()) {
    out += R"(,"until":)";
    append_json(out, utc_millis(rules.until));
  }
  out += R"(,"conditions":[)";
  for (const Condition condition : rules.conditions) {
    if (out.back() != '[') out += ',';
    append_json(out, condition_name(condition));
  }
  out += ']';
  if (!rules.phrase.empty()) {
    out += R"(,"phrase":)";
    append_json(out, rules.phrase);
  }
  if (rules.minutes != 0) {
    out += R"(,"minutes":)";
    append_json(out, rules.minutes);
  }
  if (!rules.beacon) return;
  out += R"(,"beacon":{"chain":)";
  append_json(out, rules.beacon->chain);
  out += R"(,"round":)";
  append_json(out, rules.beacon->round);
  out += '}';
}

void append_fields(std::string& out, const DrawSeeded& event) {
  append_draw(out, event.draw);
  append_digest(out, "seed", event.seed);
}

void append_fields(std::string& out, const DrawOpened& event) {
  append_rules(out, event.rules);
  append_digest(out, "commitment", event.commitment);
}

void append_fields(std::string& out, const DrawEntered& event) {
  append_draw(out, event.draw);
  append_from(out, event.from);
  out += R"(,"nonce":)";
  append_json(out, event.nonce);
}

void append_fields(std::string& out, const DrawPhrased& event) {
  append_draw(out, event.draw);
  out += R"(,"account":)";
  append_json(out, event.account.str());
}

void append_fields(std::string& out, const DrawCounted& event) {
  append_draw(out, event.draw);
  out += R"(,"people":)";
  append_json(out, event.people);
  append_digest(out, "head", event.head);
}

void append_fields(std::string& out, const DrawClosed& event) {
  append_draw(out, event.draw);
  out += R"(,"at":)";
  append_json(out, utc_millis(event.at));
  out += R"(,"people":)";
  append_json(out, event.people);
  append_digest(out, "head", event.head);
  append_digest(out, "list", event.list);
  append_digest(out, "seed", event.seed);
}

void append_fields(std::string& out, const DrawDone& event) {
  append_draw(out, event.draw);
  if (event.beacon) append_digest(out, "beacon", *event.beacon);
  out += R"(,"winners":[)";
  for (const DrawDone::Winner& winner : event.winners) {
    if (out.back() != '[') out += ',';
    append_json(out, winner);
  }
  out += ']';
}

// What is private goes with the account (store/accounts).
void append_fields(std::string& out, const DrawAddressed& event) {
  append_draw(out, event.draw);
  append_from(out, event.from);
  out += R"(,"private":)";
  append_json(out, event.to);
}

std::optional<Digest> digest_field(const boost::json::object& object, std::string_view name) {
  return digest_from_hex(text_field(object, name).value_or(""));
}

std::optional<Beacon> read_beacon(const boost::json::object& object) {
  const auto chain = text_field(object, "chain");
  const auto round = whole_field(object, "round");
  if (!chain || !round) return std::nullopt;
  return Beacon{std::string(*chain), *round};
}

bool read_rules(const boost::json::object& object, DrawRules& rules) {
  const auto winners = whole_field(object, "winners");
  rules.winners = winners.value_or(0);
  rules.until = Utc(milliseconds(whole_field(object, "until").value_or(0)));
  rules.phrase = text_field(object, "phrase").value_or("");
  rules.minutes = whole_field(object, "minutes").value_or(0);
  if (const auto* beacon = object_field(object, "beacon")) {
    rules.beacon = read_beacon(*beacon);
    if (!rules.beacon) return false;
  }
  return winners && read_text(object, "prize", rules.prize) && read_conditions(object, rules.conditions);
}

bool read_fields(const boost::json::object& object, DrawSeeded& event) {
  return read_draw(object, event.draw) && read_digest(object, "seed", event.seed);
}

bool read_fields(const boost::json::object& object, DrawOpened& event) {
  return read_rules(object, event.rules) && read_digest(object, "commitment", event.commitment);
}

bool read_fields(const boost::json::object& object, DrawEntered& event) {
  return read_draw(object, event.draw) && read_from(object, event.from) &&
         read_text(object, "nonce", event.nonce);
}

bool read_fields(const boost::json::object& object, DrawPhrased& event) {
  const auto account = AccountId::parse(text_field(object, "account").value_or(""));
  event.account = account.value_or(AccountId{});
  return account && read_draw(object, event.draw);
}

bool read_fields(const boost::json::object& object, DrawCounted& event) {
  return read_draw(object, event.draw) && read_people(object, event.people) &&
         read_digest(object, "head", event.head);
}

bool read_fields(const boost::json::object& object, DrawClosed& event) {
  const auto at = whole_field(object, "at");
  event.at = Utc(milliseconds(at.value_or(0)));
  return at && read_draw(object, event.draw) && read_people(object, event.people) &&
         read_digest(object, "head", event.head) && read_digest(object, "list", event.list) &&
         read_digest(object, "seed", event.seed);
}

bool read_fields(const boost::json::object& object, DrawDone& event) {
  event.beacon = digest_field(object, "beacon");
  const auto* winners = object.if_contains("winners");
  if (winners == nullptr || !winners->is_array()) return false;
  for (const auto& value : winners->get_array())
    if (!read_winner(value, event.winners.emplace_back())) return false;
  return read_draw(object, event.draw);
}

bool read_fields(const boost::json::object& object, DrawAddressed& event) {
  const auto* to = object_field(object, "private");
  return to != nullptr && read_draw(object, event.draw) && read_from(object, event.from) &&
         read_text(*to, "name", event.to.name) && read_text(*to, "phone", event.to.phone) &&
         read_text(*to, "address", event.to.address);
}

}  // namespace lyceum::room
