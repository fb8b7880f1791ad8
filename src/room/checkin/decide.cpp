#include "room/checkin/decide.hpp"

#include "room/word/text.hpp"

#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

constexpr std::int64_t seconds_min = 15, seconds_max = 1800;
constexpr std::size_t question_max = 100, answer_max = 200;

bool read_number(const boost::json::object& object, std::string_view name, std::uint64_t& out) {
  const auto n = count_field(object, name);
  out = n.value_or(0);
  return n.has_value();
}

bool read_text_if_there(const boost::json::object& object, std::string_view name, std::string& out) {
  const auto text = text_field(object, name);
  out = text.value_or("");
  return text || !object.contains(name);
}

std::expected<std::string, Refusal> checked(std::string_view typed, std::size_t characters_max) {
  auto text = clean_text(typed);
  if (!text) return refuse(No::malformed);
  if (count_characters(*text) > characters_max) return refuse(No::text_too_long);
  return std::move(*text);
}

}  // namespace

bool read_fields(const boost::json::object& object, OpenCheckin& command) {
  const auto seconds = whole_field(object, "seconds");
  command.seconds = seconds.value_or(0);
  return seconds && read_text_if_there(object, "question", command.question);
}

bool read_fields(const boost::json::object& object, CloseCheckin& command) {
  return read_number(object, "n", command.n);
}

bool read_fields(const boost::json::object& object, CheckIn& command) {
  return read_number(object, "n", command.n) && read_text_if_there(object, "answer", command.answer);
}

bool read_fields(const boost::json::object& object, ListCheckedIn& command) {
  return read_number(object, "n", command.n) && read_number(object, "after", command.after);
}

bool read_fields(const boost::json::object& object, ListNotCheckedIn& command) {
  return read_number(object, "n", command.n);
}

std::expected<CheckinOpened, Refusal> decide(const Checkins& checkins, const Standing& who,
                                             const OpenCheckin& command, Utc now) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  if (command.seconds < seconds_min || command.seconds > seconds_max) return refuse(No::malformed);
  auto question = checked(command.question, question_max);
  if (!question) return Refused(question.error());
  if (checkins.open() != 0) return refuse(No::checkin_running);
  if (checkins.all().size() >= checkins_max) return refuse(No::too_many_checkins);
  const Utc until = std::chrono::floor<milliseconds>(now) + std::chrono::seconds(command.seconds);
  return CheckinOpened{until, std::move(*question)};
}

std::expected<std::optional<CheckinClosed>, Refusal> decide(const Checkins& checkins, const Standing& who,
                                                            const CloseCheckin& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const Checkins::Kept* kept = checkins.find(command.n);
  if (kept == nullptr) return refuse(No::not_found);
  return kept->closed ? std::nullopt : std::optional(checkins.close());
}

std::expected<std::optional<CheckedIn>, Refusal> decide(const Checkins& checkins, const Standing& who,
                                                        const CheckIn& command, Utc now) {
  if (who.may_moderate) return refuse(No::not_allowed);
  const Checkins::Kept* kept = checkins.find(command.n);
  if (kept == nullptr) return refuse(No::not_found);
  if (kept->who.contains(who.person->id)) return std::nullopt;
  auto answer = checked(command.answer, answer_max);
  if (!answer) return Refused(answer.error());
  if (kept->question.empty() && !answer->empty()) return refuse(No::malformed);
  if (!kept->question.empty() && answer->empty()) return refuse(No::comment_empty);
  // By the time of the room: the timer may be late.
  if (kept->closed || now >= kept->until) return refuse(No::checkin_over);
  return CheckedIn{command.n, *who.person, std::move(*answer)};
}

}  // namespace lyceum::room
