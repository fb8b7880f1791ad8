#include "room/reactions/event.hpp"

#include <algorithm>

#include <boost/json/value.hpp>

namespace lyceum::room {

void append_json(std::string& out, const ReactionCounts& counts) {
  out += '{';
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (i > 0) out += ',';
    append_json(out, reaction_names[i]);
    out += ':';
    append_json(out, counts[i]);
  }
  out += '}';
}

std::optional<ReactionCounts> read_reactions(const boost::json::object& object) {
  ReactionCounts counts{};
  for (const auto& [key, value] : object) {
    const auto* const name = std::ranges::find(reaction_names, std::string_view(key));
    if (name == reaction_names.end() || !value.is_int64() || value.get_int64() < 0) return std::nullopt;
    counts[static_cast<std::size_t>(name - reaction_names.begin())] = value.get_int64();
  }
  return counts;
}

void append_fields(std::string& out, const ReactionsCounted& event) {
  out += R"("totals":)";
  append_json(out, event.totals);
}

bool read_fields(const boost::json::object& object, ReactionsCounted& event) {
  const auto* totals = object_field(object, "totals");
  const auto read = totals == nullptr ? std::nullopt : read_reactions(*totals);
  event.totals = read.value_or(ReactionCounts{});
  return read.has_value();
}

}  // namespace lyceum::room
