#include "room/questions/decide.hpp"

#include "room/word/text.hpp"

#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

constexpr std::size_t characters_max = 500;

bool read_number(const boost::json::object& object, std::string_view name, Offset& out) {
  const auto n = count_field(object, name);
  out = n.value_or(0);
  return n.has_value();
}

bool read_text(const boost::json::object& object, std::string& out) {
  const auto text = text_field(object, "text");
  out = text.value_or("");
  return text.has_value();
}

std::expected<std::string, Refusal> checked(std::string_view typed) {
  auto text = clean_text(typed);
  if (!text) return refuse(No::malformed);
  if (text->empty()) return refuse(No::comment_empty);
  if (count_characters(*text) > characters_max) return refuse(No::comment_too_long);
  return std::move(*text);
}

// Learners do not know of what is hidden.
const Questions::Kept* visible(const Questions& questions, const Standing& who, Offset n) {
  const Questions::Kept* kept = questions.find(n);
  const bool hidden = kept != nullptr && kept->question.state == QuestionState::hidden;
  return hidden && !who.may_moderate ? nullptr : kept;
}

bool takes_votes(QuestionState state) {
  return state == QuestionState::open || state == QuestionState::answering;
}

// Who asked may take an open question back; all else is the staff's.
bool may_move(const Standing& who, const Questions::Kept& kept, QuestionState to) {
  const bool takes_back = to == QuestionState::hidden && kept.question.state == QuestionState::open &&
                          kept.asker == who.person->id;
  return who.may_moderate || takes_back;
}

}  // namespace

bool read_fields(const boost::json::object& object, AskQuestion& command) {
  if (!read_text(object, command.text)) return false;
  if (!object.contains("nameless")) return true;
  const auto nameless = truth_field(object, "nameless");
  command.nameless = nameless.value_or(false);
  return nameless.has_value();
}

bool read_fields(const boost::json::object& object, VoteQuestion& command) {
  const auto up = truth_field(object, "up");
  command.up = up.value_or(true);
  return up && read_number(object, "n", command.n);
}

bool read_fields(const boost::json::object& object, MoveQuestion& command) {
  const auto to = question_state_from(text_field(object, "to").value_or(""));
  command.to = to.value_or(QuestionState::merged);
  return command.to != QuestionState::merged && read_number(object, "n", command.n);
}

bool read_fields(const boost::json::object& object, MergeQuestion& command) {
  return read_number(object, "n", command.n) && read_number(object, "into", command.into);
}

bool read_fields(const boost::json::object& object, ReplyQuestion& command) {
  return read_number(object, "n", command.n) && read_text(object, command.text);
}

bool read_fields(const boost::json::object& object, SetNameless& command) {
  const auto allowed = truth_field(object, "allowed");
  command.allowed = allowed.value_or(true);
  return allowed.has_value();
}

std::expected<NewQuestion, Refusal> decide(const Questions& questions, const Standing& who,
                                           const AskQuestion& command, Offset next) {
  if (command.nameless && !questions.nameless()) return refuse(No::not_allowed);
  auto text = checked(command.text);
  if (!text) return Refused(text.error());
  const bool own_full = !who.may_moderate && questions.open_of(who.person->id) >= open_questions_max;
  if (own_full || questions.all().size() >= questions_max) return refuse(No::too_many_questions);
  if (!command.nameless) return NewQuestion{std::nullopt, Asked{who.person, std::move(*text)}};
  return NewQuestion{AskedBy{next + 1, who.person->id}, Asked{std::nullopt, std::move(*text)}};
}

std::expected<std::optional<Voted>, Refusal> decide(const Questions& questions, const Standing& who,
                                                    const VoteQuestion& command) {
  const Questions::Kept* kept = visible(questions, who, command.n);
  if (kept == nullptr) return refuse(No::not_found);
  const bool own = kept->asker == who.person->id;
  if (own || kept->voters.contains(who.person->id) == command.up) return std::nullopt;
  if (!takes_votes(kept->question.state)) return refuse(No::not_allowed);
  return Voted{command.n, who.person->id, command.up};
}

std::expected<std::vector<QuestionMoved>, Refusal> decide(const Questions& questions, const Standing& who,
                                                          const MoveQuestion& command) {
  const Questions::Kept* kept = visible(questions, who, command.n);
  if (kept == nullptr) return refuse(who.may_moderate ? No::not_found : No::not_allowed);
  if (!may_move(who, *kept, command.to)) return refuse(No::not_allowed);
  std::vector<QuestionMoved> moves;
  if (kept->question.state == command.to) return moves;
  if (const Offset before = questions.answering(); before != 0 && command.to == QuestionState::answering)
    moves.push_back({before, QuestionState::answered});
  moves.push_back({command.n, command.to});
  if (is_away(kept->question.state) && !is_away(command.to)) {
    moves.back().back = kept->question;
    moves.back().back->state = command.to;
  }
  return moves;
}

std::expected<QuestionMoved, Refusal> decide(const Questions& questions, const Standing& who,
                                             const MergeQuestion& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const bool both = questions.find(command.n) != nullptr && questions.find(command.into) != nullptr;
  if (!both) return refuse(No::not_found);
  if (command.n == command.into) return refuse(No::malformed);
  return QuestionMoved{command.n, QuestionState::merged, command.into};
}

std::expected<QuestionReplied, Refusal> decide(const Questions& questions, const Standing& who,
                                               const ReplyQuestion& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const Questions::Kept* kept = questions.find(command.n);
  if (kept == nullptr) return refuse(No::not_found);
  auto text = checked(command.text);
  if (!text) return Refused(text.error());
  if (kept->question.replies.size() >= question_replies_max) return refuse(No::too_many_questions);
  return QuestionReplied{command.n, *who.person, std::move(*text)};
}

std::expected<std::optional<NamelessSet>, Refusal> decide(const Questions& questions, const Standing& who,
                                                          const SetNameless& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  if (questions.nameless() == command.allowed) return std::nullopt;
  return NamelessSet{command.allowed};
}

}  // namespace lyceum::room
