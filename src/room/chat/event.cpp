#include "room/chat/event.hpp"

#include <boost/json/value.hpp>

namespace lyceum::room {

void append_fields(std::string& out, const Commented& event) {
  out += R"("from":)";
  append_json(out, event.from);
  out += R"(,"text":)";
  append_json(out, event.text);
  if (event.reply) {
    out += R"(,"reply":)";
    append_json(out, *event.reply);
  }
  if (event.about) {
    out += R"(,"about":)";
    append_json(out, utc_millis(*event.about));
  }
  if (event.held != 0) {
    out += R"(,"held":)";
    append_json(out, event.held);
  }
}

void append_fields(std::string& out, const Deleted& event) {
  out += R"("comment":)";
  append_json(out, event.comment);
}

void append_fields(std::string& out, const Pinned& event) {
  out += R"("comment":)";
  if (event.comment)
    append_json(out, *event.comment);
  else
    out += "null";
}

void append_fields(std::string& out, const Muted& event) {
  out += R"("account":)";
  append_json(out, event.account);
  out += R"(,"until":)";
  append_json(out, utc_millis(event.until));
}

void append_fields(std::string& out, const Erased& event) {
  out += R"("account":")" + event.account.str() + '"';
}

void append_fields(std::string& out, const SlowSet& event) {
  out += R"("seconds":)";
  append_json(out, event.seconds);
}

bool read_fields(const boost::json::object& object, Commented& event) {
  const auto text = text_field(object, "text");
  const auto* from = object_field(object, "from");
  if (!text || from == nullptr) return false;
  auto person = read_person(*from);
  if (!person) return false;
  event = {std::move(*person), std::string(*text), {}, {}, count_field(object, "held").value_or(0)};
  if (const auto about = whole_field(object, "about")) event.about = Utc(milliseconds(*about));
  if (const auto* reply = object_field(object, "reply")) event.reply = read_reply(*reply);
  return event.reply.has_value() == object.contains("reply");
}

bool read_fields(const boost::json::object& object, Deleted& event) {
  const auto comment = count_field(object, "comment");
  event.comment = comment.value_or(0);
  return comment.has_value();
}

bool read_fields(const boost::json::object& object, Pinned& event) {
  const auto* value = object.if_contains("comment");
  if (value == nullptr) return false;
  if (value->is_null()) return true;
  if (!value->is_object()) return false;
  event.comment = read_comment(value->get_object());
  return event.comment.has_value();
}

bool read_fields(const boost::json::object& object, Muted& event) {
  const auto until = whole_field(object, "until");
  const auto* account = object_field(object, "account");
  if (!until || account == nullptr) return false;
  auto person = read_person(*account);
  if (!person) return false;
  event = {std::move(*person), Utc(milliseconds(*until))};
  return true;
}

bool read_fields(const boost::json::object& object, Erased& event) {
  const auto account = AccountId::parse(text_field(object, "account").value_or(""));
  event.account = account.value_or(AccountId{});
  return account.has_value();
}

bool read_fields(const boost::json::object& object, SlowSet& event) {
  const auto wait = whole_field(object, "seconds");
  event.seconds = wait.value_or(0);
  return wait.has_value();
}

}  // namespace lyceum::room
