// What can happen to raised hands. Staff sees them; each person sees the own one.
#pragma once

#include "room/word/json.hpp"

namespace lyceum::room {

struct HandRaised {
  static constexpr std::string_view type = "hand_raised";
  static constexpr Audience audience = Audience::staff;
  Person from;
  AccountId concerns() const { return from.id; }
};

// It is this person's turn.
struct HandCalled {
  static constexpr std::string_view type = "hand_called";
  static constexpr Audience audience = Audience::staff;
  AccountId account;
  AccountId concerns() const { return account; }
};

// By the person, or by staff.
struct HandLowered {
  static constexpr std::string_view type = "hand_lowered";
  static constexpr Audience audience = Audience::staff;
  AccountId account;
  AccountId concerns() const { return account; }
};

void append_fields(std::string& out, const HandRaised& event);
void append_fields(std::string& out, const HandCalled& event);
void append_fields(std::string& out, const HandLowered& event);

// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, HandRaised& event);
bool read_fields(const boost::json::object& object, HandCalled& event);
bool read_fields(const boost::json::object& object, HandLowered& event);

}  // namespace lyceum::room
