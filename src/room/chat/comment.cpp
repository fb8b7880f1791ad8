#include "room/chat/comment.hpp"

#include "room/word/text.hpp"

namespace lyceum::room {

ReplyTo excerpt(const Comment& comment) {
  return {comment.n, comment.from.id, comment.from.name, std::string(first_characters(comment.text, 80))};
}

void append_json(std::string& out, const ReplyTo& reply) {
  out += R"({"n":)";
  append_json(out, reply.n);
  if (reply.author.value > 0) out += R"(,"id":")" + reply.author.str() + '"';
  out += R"(,"name":)";
  append_json(out, reply.name);
  out += R"(,"text":)";
  append_json(out, reply.text);
  out += '}';
}

void append_json(std::string& out, const Comment& comment) {
  out += R"({"n":)";
  append_json(out, comment.n);
  out += R"(,"t":)";
  append_json(out, utc_millis(comment.t));
  out += R"(,"from":)";
  append_json(out, comment.from);
  out += R"(,"text":)";
  append_json(out, comment.text);
  if (comment.reply) {
    out += R"(,"reply":)";
    append_json(out, *comment.reply);
  }
  if (comment.about) {
    out += R"(,"about":)";
    append_json(out, utc_millis(*comment.about));
  }
  out += '}';
}

std::optional<ReplyTo> read_reply(const boost::json::object& object) {
  const auto n = count_field(object, "n");
  const auto name = text_field(object, "name");
  const auto text = text_field(object, "text");
  if (!n || !name || !text) return std::nullopt;
  const auto author = AccountId::parse(text_field(object, "id").value_or(""));
  return ReplyTo{*n, author.value_or(AccountId{}), std::string(*name), std::string(*text)};
}

std::optional<Comment> read_comment(const boost::json::object& object) {
  const auto n = count_field(object, "n");
  const auto t = whole_field(object, "t");
  const auto text = text_field(object, "text");
  const auto* from = object_field(object, "from");
  if (!n || !t || !text || from == nullptr) return std::nullopt;
  auto person = read_person(*from);
  if (!person) return std::nullopt;
  Comment comment{*n, Utc(milliseconds(*t)), std::move(*person), std::string(*text), {}, {}};
  if (const auto* reply = object_field(object, "reply")) {
    comment.reply = read_reply(*reply);
    if (!comment.reply) return std::nullopt;
  }
  if (const auto about = whole_field(object, "about")) comment.about = Utc(milliseconds(*about));
  return comment;
}

}  // namespace lyceum::room
