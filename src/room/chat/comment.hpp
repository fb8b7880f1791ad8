// A comment as it is kept, shown and sent.
#pragma once

#include "room/word/json.hpp"

namespace lyceum::room {

// The comment that a comment answers, as a reader needs it: one level only.
struct ReplyTo {
  Offset n = 0;
  std::string name;  // of its author
  std::string text;  // its first 80 characters

  bool operator==(const ReplyTo&) const = default;
};

struct Comment {
  Offset n = 0;  // offset of its event; names the comment
  Utc t;
  Person from;
  std::string text;  // clean_text, 1 to 500 characters
  std::optional<ReplyTo> reply;

  bool operator==(const Comment&) const = default;
};

ReplyTo excerpt(const Comment& comment);

// {"n":5,"t":1700000000000,"from":{…},"text":"…","reply":{…}}
void append_json(std::string& out, const Comment& comment);
void append_json(std::string& out, const ReplyTo& reply);
std::optional<Comment> read_comment(const boost::json::object& object);
std::optional<ReplyTo> read_reply(const boost::json::object& object);

}  // namespace lyceum::room
