// A comment as it is kept, shown and sent.
#pragma once

#include "room/word/json.hpp"

namespace lyceum::room {

// The comment that a comment answers, as a reader needs it: one level only.
struct ReplyTo {
  Offset n = 0;
  AccountId author;  // 0 in records of before it was kept
  std::string name;  // the author's
  std::string text;  // its first 80 characters

  bool operator==(const ReplyTo&) const = default;
};

struct Comment {
  Offset n = 0;  // offset of its event; names the comment
  Utc t;
  Person from;
  std::string text;  // clean_text, 1 to 500 characters
  std::optional<ReplyTo> reply;
  std::optional<Utc> about = std::nullopt;  // written after the class: the moment of it that was watched

  bool operator==(const Comment&) const = default;
};

ReplyTo excerpt(const Comment& comment);

// {"n":5,"t":1700000000000,"from":{…},"text":"…","reply":{…},"about":1699999990000}
void append_json(std::string& out, const Comment& comment);
void append_json(std::string& out, const ReplyTo& reply);
std::optional<Comment> read_comment(const boost::json::object& object);
std::optional<ReplyTo> read_reply(const boost::json::object& object);

}  // namespace lyceum::room
