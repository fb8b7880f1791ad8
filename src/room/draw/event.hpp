// What can happen to the draws of a class. A draw is named by the offset of its opened event.
#pragma once

#include "room/draw/rules.hpp"
#include "room/word/json.hpp"

#include <vector>

namespace lyceum::room {

// Comes before the draw itself. Only the record knows the seed until the draw closes.
struct DrawSeeded {
  static constexpr std::string_view type = "draw_seed";
  static constexpr Audience audience = Audience::record;
  Offset draw = 0;
  Digest seed{};
};

struct DrawOpened {
  static constexpr std::string_view type = "draw_opened";
  static constexpr Audience audience = Audience::everyone;
  DrawRules rules;
  Digest commitment{};
};

// Somebody takes part; the ticket follows from it.
struct DrawEntered {
  static constexpr std::string_view type = "draw_entered";
  static constexpr Audience audience = Audience::record;
  Offset draw = 0;
  Person from;
  std::string nonce;  // 16 to 64 lower-case hexadecimal digits
  AccountId concerns() const { return from.id; }
};

// Somebody has commented the phrase.
struct DrawPhrased {
  static constexpr std::string_view type = "draw_phrased";
  static constexpr Audience audience = Audience::record;
  Offset draw = 0;
  AccountId account;
  AccountId concerns() const { return account; }
};

// How many take part, and the head of the chain, which receipts can be compared with; at most one a second.
struct DrawCounted {
  static constexpr std::string_view type = "draw_count";
  static constexpr Audience audience = Audience::everyone;
  Offset draw = 0;
  std::int64_t people = 0;
  Digest head{};
  bool operator==(const DrawCounted&) const = default;
};

// Nobody enters any more, and all is told that decides who wins, but for a beacon that was named.
struct DrawClosed {
  static constexpr std::string_view type = "draw_closed";
  static constexpr Audience audience = Audience::everyone;
  Offset draw = 0;
  Utc at;  // whole milliseconds; before the event when its time ran out while nobody could write
  std::int64_t people = 0;
  Digest head{}, list{}, seed{};
};

struct DrawDone {
  static constexpr std::string_view type = "draw_done";
  static constexpr Audience audience = Audience::everyone;
  struct Winner {
    Person from;
    Digest ticket{};
    bool operator==(const Winner&) const = default;
  };
  Offset draw = 0;
  std::optional<Digest> beacon;
  std::vector<Winner> winners;  // best first
};

// Where a winner's prize goes; read by staff alone.
struct DrawAddressed {
  static constexpr std::string_view type = "draw_addressed";
  static constexpr Audience audience = Audience::record;
  struct Address {
    std::string name, phone, address;  // clean_text, at most 300 characters each
    bool operator==(const Address&) const = default;
  };
  Offset draw = 0;
  Person from;
  Address to;  // goes with the account
  AccountId concerns() const { return from.id; }
};

void append_json(std::string& out, const Digest& digest);
void append_json(std::string& out, const DrawDone::Winner& winner);
void append_json(std::string& out, const DrawAddressed::Address& address);
// "prize":"…","winners":3,"until":…,"conditions":[…],"phrase":"…","beacon":{"chain":"…","round":1}: what
// applies.
void append_rules(std::string& out, const DrawRules& rules);

void append_fields(std::string& out, const DrawSeeded& event);
void append_fields(std::string& out, const DrawOpened& event);
void append_fields(std::string& out, const DrawEntered& event);
void append_fields(std::string& out, const DrawPhrased& event);
void append_fields(std::string& out, const DrawCounted& event);
void append_fields(std::string& out, const DrawClosed& event);
void append_fields(std::string& out, const DrawDone& event);
void append_fields(std::string& out, const DrawAddressed& event);

std::optional<Digest> digest_field(const boost::json::object& object, std::string_view name);
std::optional<Beacon> read_beacon(const boost::json::object& object);
bool read_rules(const boost::json::object& object, DrawRules& rules);

// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, DrawSeeded& event);
bool read_fields(const boost::json::object& object, DrawOpened& event);
bool read_fields(const boost::json::object& object, DrawEntered& event);
bool read_fields(const boost::json::object& object, DrawPhrased& event);
bool read_fields(const boost::json::object& object, DrawCounted& event);
bool read_fields(const boost::json::object& object, DrawClosed& event);
bool read_fields(const boost::json::object& object, DrawDone& event);
bool read_fields(const boost::json::object& object, DrawAddressed& event);

}  // namespace lyceum::room
