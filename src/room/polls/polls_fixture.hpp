// The polls of one class; what is decided happens, is written down, and is read again. For tests only.
#pragma once

#include "room/polls/decide.hpp"
#include "room/polls/view.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace lyceum::room {

inline Standing learner(std::int64_t id) {
  return {Person{AccountId{id}, "P" + std::to_string(id), Role::learner}, true, false};
}
inline const Standing lecturer{Person{AccountId{1}, "Lin", Role::lecturer}, true, true};

class ClassOfPolls {
 public:
  static constexpr No fine = No::not_known;

  const Polls& polls() const { return polls_; }
  const Polls::Kept& kept(Offset n) const { return polls_.all().at(n); }
  Utc now() const { return now_; }
  void wait(milliseconds time) { now_ += time; }

  std::expected<Offset, No> keep(Poll content, Offset draft = 0, const Standing& who = lecturer) {
    const auto made = decide(polls_, who, KeepPoll{draft, std::move(content)});
    if (!made) return std::unexpected(made.error().no);
    happen(*made);
    return draft == 0 ? upto_ : draft;
  }
  No drop(Offset draft) {
    const auto made = decide(polls_, lecturer, DropPoll{draft});
    if (!made) return made.error().no;
    happen(*made);
    return fine;
  }
  std::expected<Offset, No> open(Poll content, const Standing& who = lecturer) {
    return open(OpenPoll{0, std::move(content)}, who);
  }
  std::expected<Offset, No> open(const OpenPoll& command, const Standing& who = lecturer) {
    const auto made = decide(polls_, who, command, upto_ + 1);
    if (!made) return std::unexpected(made.error().no);
    if (made->key) happen(*made->key);
    happen(made->opened);
    return upto_;
  }
  No answer(const Standing& who, Offset poll, std::vector<std::int64_t> choices) {
    return answer(who, AnswerPoll{poll, std::move(choices)});
  }
  No say(const Standing& who, Offset poll, std::string word) {
    return answer(who, AnswerPoll{poll, {}, std::move(word)});
  }
  No take_out(Offset poll, std::string word, const Standing& who = lecturer) {
    const auto made = decide(polls_, who, TakeOutWord{poll, std::move(word)});
    if (!made) return made.error().no;
    happen(made->out);
    hear(made->told);
    return fine;
  }
  No close(Offset poll, const Standing& who = lecturer) {
    const auto made = decide(polls_, who, ClosePoll{poll});
    if (!made) return made.error().no;
    hear(*made);
    return fine;
  }
  // As the room does: what is due, and nothing before. False: nothing was.
  bool pay() {
    const auto due = polls_.due();
    if (!due || *due > now_) return false;
    hear(polls_.owed(now_));
    return true;
  }
  // As after kill -9: what is left is the record.
  void restart() { polls_ = again_; }

  template <class Event>
  void happen(const Event& event) {
    polls_.evolve(event, {++upto_, now_});
    std::string body = "{";
    append_fields(body, event);
    Event read;
    ASSERT_TRUE(read_fields(boost::json::parse(body + "}").as_object(), read)) << body;
    again_.evolve(read, {upto_, now_});
    ASSERT_EQ(again_, polls_) << body;
  }
  void forget(AccountId account) {
    polls_.forget(account);
    again_.forget(account);
  }

  Polls::Told last;  // what the room was told last

 private:
  No answer(const Standing& who, const AnswerPoll& command) {
    const auto made = decide(polls_, who, command, now_);
    if (!made) return made.error().no;
    if (*made) happen(**made);
    return fine;
  }
  void hear(const Polls::Told& told) {
    last = told;
    if (told.everyone) happen(*told.everyone);
    if (told.staff) happen(*told.staff);
    if (told.closed) happen(*told.closed);
  }

  Polls polls_, again_;
  Offset upto_ = 0;
  Utc now_{std::chrono::seconds(1000)};
};

}  // namespace lyceum::room
