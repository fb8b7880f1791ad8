#include "room/door/live_room.hpp"

#include <algorithm>

namespace lyceum::room {

LiveRoom::LiveRoom(RoomGround ground, LessonId lesson, const OpenedLog& opened, Progress facts,
                   const std::vector<Stayed>& stayed)
    : ground_(std::move(ground)),
      lesson_(lesson),
      recorder_(ground_.log, ground_.timers, lesson, opened,
                [this](const Record& record, const LogRow& row) { on_durable(record, row); }),
      feed_(opened.epoch, opened.recent, ground_.comments_shown),
      stays_(stayed),
      facts_(facts),
      time_(opened.recent.empty() ? Utc() : opened.recent.back().t, ground_.clock.mono()) {
  for (const Chat::Kept& kept : recorder_.durable().chat.recent())
    if (kept.deleted) feed_.hide(kept.comment.n);
  for (const auto& [n, poll] : recorder_.durable().polls.all()) hide_words(poll);
  stays_.run(facts_.phase == Phase::live, now());
  arm_facts();
}

LiveRoom::~LiveRoom() {
  ground_.timers.cancel(flush_timer_);
  ground_.timers.cancel(facts_timer_);
  ground_.timers.cancel(stays_timer_);
}

bool LiveRoom::idle() const {
  const bool nobody = std::ranges::all_of(guests_, [](std::uint32_t count) { return count == 0; });
  return nobody && recorder_.idle() && !feed_.pending() && !pace_.sweeping() && waiting_.empty() &&
         asking_ == 0 && !facts_due() && stays_saved();
}

void LiveRoom::on_durable(const Record& record, const LogRow& row) {
  feed_.add(row);
  state_ = {};
  if (const auto* deleted = std::get_if<Deleted>(&record.event)) feed_.hide(deleted->comment);
  if (std::holds_alternative<Erased>(record.event)) feed_.forget_sent();
  if (const auto* moved = std::get_if<QuestionMoved>(&record.event)) hide_if_hidden(*moved);
  if (const auto* word = std::get_if<WordTakenOut>(&record.event))
    hide_words(recorder_.durable().polls.all().at(word->poll));
  if (const auto account = concerns(record.event)) concerned_.insert(*account);
  if (const auto* done = std::get_if<DrawDone>(&record.event))
    for (const auto& winner : done->winners) concerned_.insert(winner.from.id);
  if (owed_at(recorder_.ahead())) arm_facts();
  arm_flush();
}

// Whoever has not got its text yet never will.
void LiveRoom::hide_if_hidden(const QuestionMoved& moved) {
  if (moved.state != QuestionState::hidden) return;
  feed_.hide(moved.question);
  feed_.hide(recorder_.durable().questions.all().at(moved.question).shown_by);
}

// Totals without the word that was taken out follow.
void LiveRoom::hide_words(const Polls::Kept& poll) {
  for (const Offset told : poll.withheld) feed_.hide(told);
}

// Arrivals

void LiveRoom::enter(Arrival arrival) {
  const std::size_t hall = arrival.guest.hall();
  if (guests_.size() <= hall) guests_.resize(hall + 1);
  ++guests_[hall];
  const auto replaced = attendance_.enter(arrival.who, arrival.guest.value);
  if (arrival.who.person) stays_.enter(*arrival.who.person, now());
  if (replaced) ground_.halls.close(GuestId{*replaced}, Farewell::replaced);
  people_changed();
  if (closed_) return ground_.halls.close(arrival.guest, Farewell::over);
  const Audience audience = arrival.who.may_moderate ? Audience::staff : Audience::everyone;
  const bool resumes = arrival.resume && feed_.covers(arrival.resume->epoch, arrival.resume->after, audience);
  if (resumes) return welcome(arrival);
  arrival.resume.reset();
  seat(std::move(arrival));
}

// Who starts from the state starts between two batches.
void LiveRoom::seat(Arrival arrival) {
  if (feed_.pending())
    waiting_.push_back(std::move(arrival));
  else
    welcome(arrival);
}

void LiveRoom::welcome(const Arrival& arrival) {
  const Audience audience = arrival.who.may_moderate ? Audience::staff : Audience::everyone;
  const You you = what_concerns(arrival.who);
  if (arrival.resume) {
    const Offset after = arrival.resume->after;
    catch_up(arrival.guest, audience, after, resumed_frame(feed_.epoch(), after, you, now()));
    return;
  }
  SharedBytes& state = state_.at(static_cast<std::size_t>(audience));
  if (state.empty()) state = state_fragment(recorder_.durable(), audience);
  const Offset upto = feed_.sent(audience);
  std::vector<SharedBytes> frames = {hello_fragment(feed_.epoch(), upto, you, now()), state};
  ground_.halls.welcome(arrival.guest, {std::move(frames), audience, upto, true});
}

void LiveRoom::catch_up(GuestId guest, Audience audience, Offset after, SharedBytes first) {
  Welcome welcome{{}, audience, after, false};
  if (!first.empty()) welcome.frames.push_back(std::move(first));
  auto missed = feed_.missed(after, audience, catch_up_bytes);
  if (!missed.frame.empty()) welcome.frames.push_back(std::move(missed.frame));
  welcome.upto = missed.upto;
  welcome.seated = missed.upto == feed_.sent(audience);
  ground_.halls.welcome(guest, std::move(welcome));
}

void LiveRoom::go_on(GuestId guest, Audience audience, Offset upto) {
  if (feed_.covers(feed_.epoch(), upto, audience))
    catch_up(guest, audience, upto, {});
  else
    ground_.halls.close(
        guest, Farewell::too_slow);  // what it misses is no longer at hand; it comes back for the state
}

void LiveRoom::welcome_waiting() {
  for (const Arrival& arrival : std::exchange(waiting_, {})) welcome(arrival);
}

void LiveRoom::leave(GuestId guest, std::optional<AccountId> account) {
  --guests_[guest.hall()];
  attendance_.leave(account, guest.value);
  if (account && !has(*account)) stays_.leave(*account, now());
  people_changed();
}

void LiveRoom::people_changed() {
  ground_.on_people(lesson_, attendance_.people());
  arm_facts();
  arm_stays();
}

// Standing

You LiveRoom::what_concerns(const Standing& who) const {
  if (!who.person) return {who, {}};
  const Room& room = recorder_.durable();
  const Utc at = now();
  const microseconds present = stays_.present(who.person->id, at);
  You you{who, room.chat.muted_until(who.person->id, at)};
  append_present(you.tools, present, at);
  if (is_new(who, at)) append_newcomer(you.tools, *who.newcomer, newcomer_pause);
  append_mine(you.tools, room, who.person->id, present);
  return you;
}

void LiveRoom::push_standing(AccountId account) {
  const Standing* who = attendance_.standing(account);
  if (who == nullptr) return;
  const SharedBytes frame = you_frame(what_concerns(*who));
  for (const auto socket : attendance_.sockets(account)) ground_.halls.send(GuestId{socket}, frame);
}

void LiveRoom::restand(const Standing& who) {
  const Standing* known = who.person ? attendance_.standing(who.person->id) : nullptr;
  if (known == nullptr || *known == who) return;
  const bool other_audience = known->may_moderate != who.may_moderate;
  attendance_.restand(who);
  push_standing(who.person->id);
  if (!other_audience) return;
  // Another audience knows another state: greeted anew.
  for (const auto socket : attendance_.sockets(who.person->id)) seat({GuestId{socket}, who, {}});
}

void LiveRoom::cut(AccountId account) {
  for (const auto socket : attendance_.expel(account))
    ground_.halls.close(GuestId{socket}, Farewell::not_allowed);
  stays_.leave(account, now());
  people_changed();
}

void LiveRoom::close() {
  closed_ = true;
  recorder_.stop();
  arm_facts();
  arm_stays();
}

// Flushes

void LiveRoom::arm_flush() {
  if (flush_timer_ != 0 || pace_.sweeping() || !feed_.pending()) return;
  const auto wait = std::max(pace_.next() - ground_.clock.mono(), std::chrono::nanoseconds(0));
  flush_timer_ = ground_.timers.after(wait, [this] {
    flush_timer_ = 0;
    flush();
  });
}

void LiveRoom::flush() {
  for (const AccountId account : std::exchange(concerned_, {})) push_standing(account);
  const Feed::Frames frames = feed_.flush();
  std::size_t halls = 0;
  if (!frames.everyone.empty() || !frames.staff.empty()) {
    for (std::size_t hall = 0; hall < guests_.size(); ++hall) {
      if (guests_[hall] == 0) continue;
      ++halls;
      ground_.halls.flush(hall, lesson_, frames);
    }
  }
  pace_.started(ground_.clock.mono(), halls, frames.events);
  welcome_waiting();
}

void LiveRoom::swept(std::chrono::nanoseconds took) {
  pace_.swept(took);
  arm_flush();
}

}  // namespace lyceum::room
