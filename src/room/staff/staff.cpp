#include "room/staff/staff.hpp"

namespace lyceum::room {

void StaffTalk::evolve(const StaffSaid& event, Stamp at) {
  said_.push_back({at.n, at.t, event.from, event.text});
  if (said_.size() > kept_max) said_.pop_front();
}

void StaffTalk::forget(AccountId account) {
  for (Said& said : said_)
    if (said.from.id == account) said.from.name.clear();
}

void append_for_staff(std::string& out, const StaffTalk& talk) {
  out += R"(,"staff_talk":[)";
  for (const StaffTalk::Said& said : talk.said()) {
    if (out.back() != '[') out += ',';
    out += R"({"n":)";
    append_json(out, said.n);
    out += R"(,"t":)";
    append_json(out, utc_millis(said.t));
    out += R"(,"from":)";
    append_json(out, said.from);
    out += R"(,"text":)";
    append_json(out, said.text);
    out += '}';
  }
  out += R"(],"ready_replies":)";
  append_texts(out, talk.replies());
}

}  // namespace lyceum::room
