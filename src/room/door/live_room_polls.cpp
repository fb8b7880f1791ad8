// What people ask about polls; it changes nothing.
#include "room/door/live_room.hpp"
#include "room/polls/view.hpp"

namespace lyceum::room {
namespace {
constexpr std::size_t list_bytes_max = 32 * 1024;
}

void LiveRoom::perform(const Ask& ask, const ListPolls& question) {
  if (!only_staff(ask)) return;
  const std::string json = polls_json(recorder_.durable().polls, question.before, list_bytes_max);
  ground_.halls.answer(ask.guest, told_frame(ask.id, "polls", json));
}

void LiveRoom::perform(const Ask& ask, const ListPollDrafts& question) {
  if (!only_staff(ask)) return;
  const std::string json = drafts_json(recorder_.durable().polls, question.before, list_bytes_max);
  ground_.halls.answer(ask.guest, told_frame(ask.id, "drafts", json));
}

void LiveRoom::perform(const Ask& ask, const ListPollPeople& question) {
  if (!only_staff(ask)) return;
  const Polls& polls = recorder_.durable().polls;
  const Polls::Kept* kept = polls.find(question.poll);
  if (kept == nullptr) return answer(ask, refuse(No::not_found));
  const auto missing = attendance_.those(
      [kept](const Standing& who) { return !who.may_moderate && !kept->answers.contains(who.person->id); });
  const std::string json = poll_people_json(polls, *kept, missing, list_bytes_max / 2);
  ground_.halls.answer(ask.guest, told_frame(ask.id, "poll_people", json));
}

void LiveRoom::perform(const Ask& ask, const ReadLeaderboard&) {
  if (!ask.account) return answer(ask, refuse(No::sign_in));
  const std::string json = leaderboard_json(recorder_.durable().polls, *ask.account);
  ground_.halls.answer(ask.guest, told_frame(ask.id, "leaderboard", json));
}

}  // namespace lyceum::room
