// What staff asks about check-ins; it changes nothing.
#include "room/door/live_room.hpp"

namespace lyceum::room {
namespace {
constexpr std::size_t list_bytes_max = 32 * 1024;
constexpr std::size_t missing_max = 500;
}  // namespace

void LiveRoom::perform(const Ask& ask, const ListCheckedIn& question) {
  if (!only_staff(ask)) return;
  const Checkins::Kept* kept = recorder_.durable().checkins.find(question.n);
  if (kept == nullptr) return answer(ask, refuse(No::not_found));
  const std::string json = entries_json(*kept, question.after, list_bytes_max);
  ground_.halls.answer(ask.guest, told_frame(ask.id, "checked_in", json));
}

void LiveRoom::perform(const Ask& ask, const ListNotCheckedIn& question) {
  if (!only_staff(ask)) return;
  const Checkins::Kept* kept = recorder_.durable().checkins.find(question.n);
  if (kept == nullptr) return answer(ask, refuse(No::not_found));
  auto missing = attendance_.those(
      [kept](const Standing& who) { return !who.may_moderate && !kept->who.contains(who.person->id); });
  if (missing.size() > missing_max) missing.resize(missing_max);
  std::string json = "[";
  for (const Person& person : missing) {
    if (json.size() > 1) json += ',';
    append_json(json, person);
  }
  ground_.halls.answer(ask.guest, told_frame(ask.id, "missing", json + ']'));
}

}  // namespace lyceum::room
