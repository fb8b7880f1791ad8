#include "room/pace/event.hpp"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

constexpr std::array<std::string_view, pace_votes> names = {"fast", "slow", "lost"};

bool read_whole(const boost::json::object& object, std::string_view name, std::int64_t& out) {
  const auto number = whole_field(object, name);
  out = number.value_or(0);
  return number.has_value();
}

}  // namespace

std::string_view pace_vote_name(PaceVote vote) { return names.at(static_cast<std::size_t>(vote)); }

std::optional<PaceVote> pace_vote_from(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<PaceVote>(found - names.begin());
}

// {"account":"7","vote":"fast"}
void append_fields(std::string& out, const PaceVoted& event) {
  out += R"("account":")" + event.account.str() + '"';
  if (!event.vote) return;
  out += R"(,"vote":)";
  append_json(out, pace_vote_name(*event.vote));
}

// {"fast":[3,250],"slow":[0,0],"lost":[1,99]}
void append_fields(std::string& out, const PaceCounted& event) {
  for (std::size_t side = 0; side < pace_votes; ++side) {
    if (side != 0) out += ',';
    append_json(out, names.at(side));
    out += ":[";
    append_json(out, event.sides.at(side).votes);
    out += ',';
    append_json(out, event.sides.at(side).weight);
    out += ']';
  }
}

void append_fields(std::string& out, const PaceAlerted& event) {
  out += R"("vote":)";
  append_json(out, pace_vote_name(event.vote));
  out += R"(,"votes":)";
  append_json(out, event.votes);
  out += R"(,"people":)";
  append_json(out, event.people);
}

void append_fields(std::string& out, const PaceAlertSet& event) {
  out += R"("percent":)";
  append_json(out, event.percent);
}

bool read_fields(const boost::json::object& object, PaceVoted& event) {
  const auto account = AccountId::parse(text_field(object, "account").value_or(""));
  event.account = account.value_or(AccountId{});
  event.vote = pace_vote_from(text_field(object, "vote").value_or(""));
  return account && (event.vote || !object.contains("vote"));
}

bool read_fields(const boost::json::object& object, PaceCounted& event) {
  for (std::size_t side = 0; side < pace_votes; ++side) {
    const auto* value = object.if_contains(names.at(side));
    const auto* pair = value == nullptr ? nullptr : value->if_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_int64() || !(*pair)[1].is_int64())
      return false;
    event.sides.at(side) = {(*pair)[0].get_int64(), (*pair)[1].get_int64()};
  }
  return true;
}

bool read_fields(const boost::json::object& object, PaceAlerted& event) {
  const auto vote = pace_vote_from(text_field(object, "vote").value_or(""));
  event.vote = vote.value_or(PaceVote::fast);
  return vote && read_whole(object, "votes", event.votes) && read_whole(object, "people", event.people);
}

bool read_fields(const boost::json::object& object, PaceAlertSet& event) {
  return read_whole(object, "percent", event.percent);
}

}  // namespace lyceum::room
