#include "room/polls/decide.hpp"

#include "base/text/text.hpp"
#include "room/word/text.hpp"

#include <algorithm>
#include <set>

#include <boost/json/value.hpp>

namespace lyceum::room {
namespace {

constexpr std::size_t title_characters_max = 200;
constexpr std::size_t option_characters_max = 100;
constexpr std::size_t word_characters_max = 30;
constexpr std::chrono::seconds timer_min{15}, timer_max{1800};
constexpr std::int64_t points_max = 1000;

bool read_number(const boost::json::object& object, std::string_view name, Offset& out) {
  const auto n = count_field(object, name);
  out = n.value_or(0);
  return n.has_value();
}

// 1 to `most` characters that can be seen.
std::expected<std::string, Refusal> checked(std::string_view typed, std::size_t most, No otherwise) {
  auto text = clean_text(typed);
  if (!text) return refuse(No::malformed);
  if (!visible(*text) || count_characters(*text) > most) return refuse(otherwise);
  return std::move(*text);
}

std::expected<std::vector<std::string>, Refusal> checked_options(const Poll& typed) {
  std::vector<std::string> options;
  if (typed.kind == PollKind::scale || typed.kind == PollKind::text) {
    if (!typed.options.empty()) return refuse(No::poll_options);
    return options;
  }
  if (typed.options.size() < 2 || typed.options.size() > Poll::options_max) return refuse(No::poll_options);
  for (const std::string& option : typed.options) {
    auto text = checked(option, option_characters_max, No::poll_text);
    if (!text) return Refused(text.error());
    if (std::ranges::find(options, *text) != options.end()) return refuse(No::poll_options);
    options.push_back(std::move(*text));
  }
  return options;
}

bool fits_as_quiz(const Poll& poll) {
  if (!poll.quiz()) return poll.points == 0 && poll.right.empty() && !poll.bonus;
  const auto right = choices_of(poll.right, poll.options.size());
  const bool some = right.value_or(0) != 0;
  const bool one = poll.kind != PollKind::single || poll.right.size() == 1;
  const bool bonus_fits = !poll.bonus || poll.timer.count() > 0;
  return some && one && bonus_fits && poll.points <= points_max && !poll.anonymous;
}

std::expected<Poll, Refusal> checked(const Poll& typed) {
  const bool timed = typed.timer.count() != 0;
  if (timed && (typed.timer < timer_min || typed.timer > timer_max)) return refuse(No::malformed);
  auto title = checked(typed.title, title_characters_max, No::poll_text);
  if (!title) return Refused(title.error());
  auto options = checked_options(typed);
  if (!options) return Refused(options.error());
  Poll poll = typed;
  poll.title = std::move(*title);
  poll.options = std::move(*options);
  if (!fits_as_quiz(poll)) return refuse(No::poll_quiz);
  std::ranges::sort(poll.right);
  return poll;
}

struct Answered {
  Choices choices = 0;
  std::string word, folded;
};

std::expected<Answered, Refusal> checked_answer(const Poll& poll, const AnswerPoll& command) {
  const bool says = command.said.has_value();
  if (says != (poll.kind == PollKind::text)) return refuse(No::bad_choice);
  if (says) {
    auto word = checked(*command.said, word_characters_max, No::bad_word);
    if (!word) return Refused(word.error());
    std::string folded = folded_word(*word);
    return Answered{0, std::move(*word), std::move(folded)};
  }
  const auto choices = choices_of(command.choices, poll.choices());
  const bool one = command.choices.size() == 1;
  if (choices.value_or(0) == 0 || (!one && poll.kind != PollKind::multiple)) return refuse(No::bad_choice);
  return Answered{*choices, {}, {}};
}

bool same_answer(const Polls::Kept& kept, AccountId account, const Answered& answer) {
  if (kept.poll.kind == PollKind::text) return kept.said.at(account).word == answer.word;
  return kept.answers.at(account).choices == answer.choices;
}

}  // namespace

bool read_fields(const boost::json::object& object, KeepPoll& command) {
  if (object.contains("draft") && !read_number(object, "draft", command.draft)) return false;
  const auto* content = object_field(object, "content");
  auto poll = content == nullptr ? std::nullopt : read_poll(*content);
  if (poll) command.content = std::move(*poll);
  return poll.has_value();
}

bool read_fields(const boost::json::object& object, DropPoll& command) {
  return read_number(object, "draft", command.draft);
}

bool read_fields(const boost::json::object& object, OpenPoll& command) {
  const auto* content = object_field(object, "content");
  if (object.contains("draft"))
    return !object.contains("content") && read_number(object, "draft", command.draft);
  if (content != nullptr) command.content = read_poll(*content);
  return command.content.has_value();
}

bool read_fields(const boost::json::object& object, AnswerPoll& command) {
  if (object.contains("word") == object.contains("choices")) return false;
  if (const auto said = text_field(object, "word")) command.said = std::string(*said);
  auto choices = numbers_field(object, "choices");
  if (choices) command.choices = std::move(*choices);
  return (choices || command.said) && read_number(object, "poll", command.poll);
}

bool read_fields(const boost::json::object& object, TakeOutWord& command) {
  const auto said = text_field(object, "word");
  command.said = said.value_or("");
  return said && read_number(object, "poll", command.poll);
}

bool read_fields(const boost::json::object& object, ClosePoll& command) {
  return read_number(object, "poll", command.poll);
}

std::string folded_word(const std::string& word) {
  auto folded = folded_text(word);
  return folded && !folded->empty() ? std::move(*folded) : word;
}

std::expected<PollKept, Refusal> decide(const Polls& polls, const Standing& who, const KeepPoll& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  if (command.draft != 0 && !polls.drafts().contains(command.draft)) return refuse(No::not_found);
  auto content = checked(command.content);
  if (!content) return Refused(content.error());
  if (command.draft == 0 && polls.drafts().size() >= poll_drafts_max) return refuse(No::too_many_polls);
  return PollKept{command.draft, std::move(*content)};
}

std::expected<PollDropped, Refusal> decide(const Polls& polls, const Standing& who, const DropPoll& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  if (!polls.drafts().contains(command.draft)) return refuse(No::not_found);
  return PollDropped{command.draft};
}

std::expected<NewPoll, Refusal> decide(const Polls& polls, const Standing& who, const OpenPoll& command,
                                       Offset next) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const auto draft = polls.drafts().find(command.draft);
  if (!command.content && draft == polls.drafts().end()) return refuse(No::not_found);
  auto content = command.content ? checked(*command.content) : draft->second;
  if (!content) return Refused(content.error());
  if (polls.all().size() >= polls_max) return refuse(No::too_many_polls);
  if (polls.open() != 0) return refuse(No::poll_running);
  NewPoll made;
  if (content->quiz()) made.key = PollKeyed{next + 1, std::exchange(content->right, {})};
  made.opened = {std::move(*content), command.draft};
  return made;
}

std::expected<std::optional<PollAnswered>, Refusal> decide(const Polls& polls, const Standing& who,
                                                           const AnswerPoll& command, Utc now) {
  if (who.may_moderate) return refuse(No::not_allowed);
  const Polls::Kept* kept = polls.find(command.poll);
  if (kept == nullptr) return refuse(No::not_found);
  if (kept->closed || now >= kept->ends().value_or(Utc::max())) return refuse(No::poll_over);
  const AccountId account = who.person->id;
  const bool again = kept->answers.contains(account);
  if (again && !kept->poll.changeable) return refuse(No::already_answered);
  auto answer = checked_answer(kept->poll, command);
  if (!answer) return Refused(answer.error());
  if (again && same_answer(*kept, account, *answer)) return std::nullopt;
  PollAnswered made{command.poll, *who.person, answer->choices, std::move(answer->word),
                    std::move(answer->folded)};
  if (kept->poll.anonymous) made.from.name.clear();
  return made;
}

std::expected<WordOut, Refusal> decide(const Polls& polls, const Standing& who, const TakeOutWord& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const Polls::Kept* kept = polls.find(command.poll);
  const auto word = clean_text(command.said);
  const std::string folded = word ? folded_word(*word) : "";
  if (kept == nullptr || !kept->words.shown(folded)) return refuse(No::not_found);
  WordOut made{{command.poll, folded}, {}};
  if (kept->closed)
    made.told.everyone = PollCounted{command.poll, kept->totals(folded)};
  else
    made.told = polls.counting(folded);
  return made;
}

std::expected<Polls::Told, Refusal> decide(const Polls& polls, const Standing& who,
                                           const ClosePoll& command) {
  if (!who.may_moderate) return refuse(No::not_allowed);
  const Polls::Kept* kept = polls.find(command.poll);
  if (kept == nullptr) return refuse(No::not_found);
  return kept->closed ? Polls::Told{} : polls.closing();
}

}  // namespace lyceum::room
