// What people ask of the queue of hands, and the rules that answer. That the class is live was seen to
// before.
#pragma once

#include "room/hands/hands.hpp"
#include "room/word/refusal.hpp"

#include <array>

namespace lyceum::room {

// Learners and guests, for themselves.
struct RaiseHand {
  static constexpr std::string_view word = "hand";
  static constexpr std::array<std::string_view, 1> fields = {"up"};
  bool up = true;
};

// Staff: it is this person's turn.
struct CallHand {
  static constexpr std::string_view word = "hand_call";
  static constexpr std::array<std::string_view, 1> fields = {"account"};
  AccountId account;
};

// Staff.
struct LowerHand {
  static constexpr std::string_view word = "hand_lower";
  static constexpr std::array<std::string_view, 1> fields = {"account"};
  AccountId account;
};

bool read_fields(const boost::json::object& object, RaiseHand& command);
bool read_fields(const boost::json::object& object, CallHand& command);
bool read_fields(const boost::json::object& object, LowerHand& command);

inline constexpr std::size_t hands_max = 200;

// Precondition of all: somebody is signed in. Nothing: it is so already.
std::expected<std::optional<HandRaised>, Refusal> raise(const Hands& hands, const Standing& who);
std::expected<std::optional<HandLowered>, Refusal> lower(const Hands& hands, const Standing& who,
                                                         AccountId account);
std::expected<std::optional<HandCalled>, Refusal> call(const Hands& hands, const Standing& who,
                                                       AccountId account);

}  // namespace lyceum::room
