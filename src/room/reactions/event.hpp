// Reactions 表情: what somebody shows with one tap, out of a few. One total for each of them, at most one
// event a second however many people tap.
#pragma once

#include "room/word/json.hpp"

#include <array>

namespace lyceum::room {

enum class Reaction : std::uint8_t { thumb, clap, laugh, wow, party };
inline constexpr std::array<std::string_view, 5> reaction_names = {"thumb", "clap", "laugh", "wow", "party"};

// By Reaction.
using ReactionCounts = std::array<std::int64_t, reaction_names.size()>;

struct ReactionsCounted {
  static constexpr std::string_view type = "reactions";
  static constexpr Audience audience = Audience::everyone;
  ReactionCounts totals{};
};

// {"thumb":3,"clap":0,…}
void append_json(std::string& out, const ReactionCounts& counts);
// Nothing: a name that is none, or a number that is not from 0 on. What is not named is 0.
std::optional<ReactionCounts> read_reactions(const boost::json::object& object);

void append_fields(std::string& out, const ReactionsCounted& event);
bool read_fields(const boost::json::object& object, ReactionsCounted& event);

// The reactions of a room as its events made them.
struct Reactions {
  ReactionCounts totals{};

  bool operator==(const Reactions&) const = default;
  void evolve(const ReactionsCounted& event, Stamp) { totals = event.totals; }
};

}  // namespace lyceum::room
