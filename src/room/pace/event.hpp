// What can happen to the pace of a class: whether people can follow, said without a name.
#pragma once

#include "room/word/json.hpp"

#include <array>

namespace lyceum::room {

// too fast, too slow, "I am lost".
enum class PaceVote : std::uint8_t { fast, slow, lost };
inline constexpr std::size_t pace_votes = 3;

std::string_view pace_vote_name(PaceVote vote);
std::optional<PaceVote> pace_vote_from(std::string_view name);

// Only the record knows who voted, so that a person has one vote; nobody is told.
struct PaceVoted {
  static constexpr std::string_view type = "pace_voted";
  static constexpr Audience audience = Audience::record;
  AccountId account;
  std::optional<PaceVote> vote;  // nothing: taken back
  AccountId concerns() const { return account; }
};

// How things stand, for staff; at most one every two seconds, and one every ten while votes fade.
struct PaceCounted {
  static constexpr std::string_view type = "pace";
  static constexpr Audience audience = Audience::staff;
  struct Side {
    std::int64_t votes = 0;   // people whose vote is not older than five minutes
    std::int64_t weight = 0;  // the same, each fading from 100 to 0 over those minutes
    bool operator==(const Side&) const = default;
  };
  std::array<Side, pace_votes> sides;  // by PaceVote
  bool operator==(const PaceCounted&) const = default;
};

// So many say the same that the lecturer should hear of it.
struct PaceAlerted {
  static constexpr std::string_view type = "pace_alert";
  static constexpr Audience audience = Audience::staff;
  PaceVote vote = PaceVote::fast;
  std::int64_t votes = 0;
  std::int64_t people = 0;  // in the room
};

// From which share of the people present on.
struct PaceAlertSet {
  static constexpr std::string_view type = "pace_alert_set";
  static constexpr Audience audience = Audience::staff;
  std::int64_t percent = 20;
};

void append_fields(std::string& out, const PaceVoted& event);
void append_fields(std::string& out, const PaceCounted& event);
void append_fields(std::string& out, const PaceAlerted& event);
void append_fields(std::string& out, const PaceAlertSet& event);

// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, PaceVoted& event);
bool read_fields(const boost::json::object& object, PaceCounted& event);
bool read_fields(const boost::json::object& object, PaceAlerted& event);
bool read_fields(const boost::json::object& object, PaceAlertSet& event);

}  // namespace lyceum::room
