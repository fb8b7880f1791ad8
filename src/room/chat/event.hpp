// What can happen to the comments of a room.
//
// Every event struct of the room has: its `type` (the word in the record and on the wire), its `audience`,
// and a pair append_fields / read_fields for its own JSON members, without braces and without n, t, type.
#pragma once

#include "room/chat/comment.hpp"

namespace lyceum::room {

struct Commented {
  static constexpr std::string_view type = "comment";
  static constexpr Audience audience = Audience::everyone;
  Person from;
  std::string text;
  std::optional<ReplyTo> reply;
  std::optional<Utc> about = std::nullopt;  // see Comment
  Offset held = 0;                          // it waited for staff under that number; 0: it did not

  // Who is to be told of it: whom it answers, when that is somebody else and the class is over, so that they
  // are not likely to see it.
  std::optional<AccountId> tells() const {
    const bool late = about && reply && reply->author && reply->author != from.id;
    return late ? std::optional(reply->author) : std::nullopt;
  }
};

struct Deleted {
  static constexpr std::string_view type = "deleted";
  static constexpr Audience audience = Audience::everyone;
  Offset comment = 0;
};

struct Pinned {
  static constexpr std::string_view type = "pinned";
  static constexpr Audience audience = Audience::everyone;
  std::optional<Comment> comment;  // nothing: the pin was taken away
};

struct Muted {
  static constexpr std::string_view type = "muted";
  static constexpr Audience audience = Audience::staff;
  Person account;
  Utc until;  // 1970: the mute was lifted
  AccountId concerns() const { return account.id; }
};

// The account was deleted: what it said stays, without its name.
struct Erased {
  static constexpr std::string_view type = "erased";
  static constexpr Audience audience = Audience::everyone;
  AccountId account;
};

struct SlowSet {
  static constexpr std::string_view type = "slow";
  static constexpr Audience audience = Audience::everyone;
  std::int64_t seconds = 0;  // least time between two comments of a learner; 0 = off
};

void append_fields(std::string& out, const Commented& event);
void append_fields(std::string& out, const Deleted& event);
void append_fields(std::string& out, const Pinned& event);
void append_fields(std::string& out, const Muted& event);
void append_fields(std::string& out, const Erased& event);
void append_fields(std::string& out, const SlowSet& event);

// False when a field is missing or of the wrong type.
bool read_fields(const boost::json::object& object, Commented& event);
bool read_fields(const boost::json::object& object, Deleted& event);
bool read_fields(const boost::json::object& object, Pinned& event);
bool read_fields(const boost::json::object& object, Muted& event);
bool read_fields(const boost::json::object& object, Erased& event);
bool read_fields(const boost::json::object& object, SlowSet& event);

}  // namespace lyceum::room
