#include "room/door/frames.hpp"

#include "wire/ws/writer.hpp"

namespace lyceum::room {
namespace {

std::string answer_to(std::int64_t re) {
  std::string text = R"({"re":)";
  append_json(text, re);
  return text;
}

std::int64_t whole_seconds(microseconds time) { return std::chrono::duration_cast<seconds>(time).count(); }

void append_truth(std::string& out, bool truth) { out += truth ? "true" : "false"; }

void append_you(std::string& out, const You& you) {
  const Standing& who = you.who;
  out += "{";
  if (who.person) {
    out += R"("account":)";
    append_json(out, *who.person);
    out += ',';
  }
  out += R"("role":")";
  out += role_name(who.person ? who.person->role : Role::learner);
  out += R"(","may_speak":)";
  append_truth(out, who.may_speak);
  out += R"(,"may_moderate":)";
  append_truth(out, who.may_moderate);
  out += R"(,"muted_until":)";
  append_json(out, utc_millis(you.muted_until));
  out += you.tools;
  out += '}';
}

std::string hello_text(const Epoch& epoch, Offset offset, bool resumed, const You& you, Utc now) {
  std::string text = R"({"hello":{"epoch":)";
  append_json(text, epoch);
  text += R"(,"offset":)";
  append_json(text, offset);
  text += R"(,"now":)";
  append_json(text, utc_millis(now));
  text += resumed ? R"(,"resumed":true,"you":)" : R"(,"resumed":false,"you":)";
  append_you(text, you);
  return text;
}

}  // namespace

Language language_from(std::string_view tag) { return tag.starts_with("zh") ? Language::zh : Language::en; }

SharedBytes ok_frame(std::int64_t re, std::optional<Offset> n, bool sampled) {
  std::string text = answer_to(re) + R"(,"ok":{)";
  if (n) {
    text += R"("n":)";
    append_json(text, *n);
  }
  if (sampled) text += R"(,"sampled":true)";
  return ws::text_frame(text + "}}");
}

SharedBytes refusal_frame(std::int64_t re, const Refusal& refusal, Language language) {
  const Error error = to_error(refusal);
  std::string text = answer_to(re) + R"(,"err":{"code":)";
  append_json(text, error.code);
  text += R"(,"message":)";
  append_json(text, language == Language::zh ? error.zh : error.en);
  if (error.retry_after_ms > 0) {
    text += R"(,"retry_after_ms":)";
    append_json(text, error.retry_after_ms);
  }
  return ws::text_frame(text + "}}");
}

SharedBytes comments_frame(std::int64_t re, const std::vector<Comment>& newest_first) {
  std::string text = answer_to(re) + R"(,"ok":{"comments":[)";
  for (const Comment& comment : newest_first) {
    if (text.back() != '[') text += ',';
    append_json(text, comment);
  }
  return ws::text_frame(text + "]}}");
}

SharedBytes told_frame(std::int64_t re, std::string_view name, std::string_view json) {
  std::string text = answer_to(re) + R"(,"ok":{")";
  text += name;
  text += "\":";
  text += json;
  return ws::text_frame(text + "}}");
}

SharedBytes people_frame(std::int64_t re, const PeoplePage& page, const Chat& chat, const Stays& stays,
                         Utc now) {
  std::string text = answer_to(re) + R"(,"ok":{"total":)";
  append_json(text, std::uint64_t{page.total});
  if (page.next) {
    text += R"(,"next":)";
    append_json(text, place_text(*page.next));
  }
  text += R"(,"people":[)";
  for (const Person& person : page.people) {
    if (text.back() != '[') text += ',';
    append_json(text, person);
    text.pop_back();
    text += R"(,"muted_until":)";
    append_json(text, utc_millis(chat.muted_until(person.id, now)));
    text += R"(,"present_s":)";
    append_json(text, whole_seconds(stays.present(person.id, now)));
    text += '}';
  }
  return ws::text_frame(text + "]}}");
}

void append_present(std::string& out, microseconds present, Utc at) {
  out += R"(,"present":{"s":)";
  append_json(out, whole_seconds(present));
  out += R"(,"at":)";
  append_json(out, utc_millis(at));
  out += '}';
}

SharedBytes you_frame(const You& you) {
  std::string text = R"({"you":)";
  append_you(text, you);
  return ws::text_frame(text + '}');
}

SharedBytes resumed_frame(const Epoch& epoch, Offset after, const You& you, Utc now) {
  return ws::text_frame(hello_text(epoch, after, true, you, now) + "}}");
}

SharedBytes hello_fragment(const Epoch& epoch, Offset offset, const You& you, Utc now) {
  return ws::first_text_fragment(hello_text(epoch, offset, false, you, now) + R"(,"state":)");
}

SharedBytes state_fragment(const Room& room, Audience reader) {
  return ws::last_text_fragment(state_json(room, reader) + "}}");
}

}  // namespace lyceum::room
