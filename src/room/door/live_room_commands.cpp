// What people ask of the room.
#include "room/door/live_room.hpp"

#include <algorithm>

namespace lyceum::room {
namespace {

constexpr milliseconds flush_wait{250};  // by then what waits has been sent, or nearly so
constexpr std::size_t people_page = 50;
// Each look goes through everybody present once: some 2 ms of the reactor for 20,000.
constexpr Patience::Allowance looks{.at_once = 10, .a_second = 3, .unanswered = 1};
constexpr std::size_t history_page = 50;
constexpr std::size_t history_bytes_max = 32 * 1024;
constexpr int history_reads_max = 10;  // pages that may hold nothing but deleted comments

std::optional<Comment> to_comment(const LogRow& row) {
  auto record = to_record(row);
  auto* said = record ? std::get_if<Commented>(&record->event) : nullptr;
  if (said == nullptr) return std::nullopt;
  return Comment{row.n, row.t, std::move(said->from), std::move(said->text), std::move(said->reply)};
}

}  // namespace

const Standing& LiveRoom::standing(std::optional<AccountId> account) const {
  static const Standing nobody;
  const Standing* known = account ? attendance_.standing(*account) : nullptr;
  return known != nullptr ? *known : nobody;
}

void LiveRoom::answer(const Ask& ask, const std::expected<std::optional<Offset>, Refusal>& outcome) {
  if (!outcome) return ground_.halls.answer(ask.guest, refusal_frame(ask.id, outcome.error(), ask.language));
  const bool sampled = *outcome && feed_.sampled_out(**outcome);
  ground_.halls.answer(ask.guest, ok_frame(ask.id, *outcome, sampled));
}

void LiveRoom::perform(const Ask& ask, const SendLike& like) {
  const bool over = recorder_.ahead().progress.phase == Phase::ended;
  if (const auto added = meter_.add(standing(ask.account), like, over, now()); !added)
    return answer(ask, Refused(added.error()));
  likes_waiting_.push_back(ask);
  arm_facts();
}

void LiveRoom::perform(const Ask& ask, const SendReactions& deed) {
  const bool live = recorder_.ahead().progress.phase == Phase::live;
  if (const auto added = reaction_meter_.add(standing(ask.account), deed, live, now()); !added)
    return answer(ask, Refused(added.error()));
  reactions_waiting_.push_back(ask);
  arm_facts();
}

bool LiveRoom::only_staff(const Ask& ask) {
  const Standing& who = standing(ask.account);
  if (!who.may_moderate) answer(ask, refuse(who.person ? No::not_allowed : No::sign_in));
  return who.may_moderate;
}

void LiveRoom::perform(const Ask& ask, const ListPeople& question) {
  if (!only_staff(ask)) return;
  if (const auto wait = listing_[*ask.account].take(looks, ground_.clock.mono()); wait.count() > 0)
    return answer(ask, refuse(No::too_fast, wait));
  const PeopleQuery& query = question.query;
  const Chat& chat = recorder_.durable().chat;
  const Utc at = now();
  PeoplePicker picker(query, people_page, at, facts_.phase == Phase::live);
  attendance_.each([&](PeoplePicker::Offer offer) {
    if (query.muted && chat.muted_until(offer.person->id, at) <= at) return;
    if (query.order == PeopleOrder::minutes) offer.present = stays_.present(offer.person->id, at);
    picker.offer(offer);
  });
  ground_.halls.answer(ask.guest, people_frame(ask.id, std::move(picker).page(), chat, stays_, at));
}

// Deeds: decided against what is ahead, answered when durable.

template <class Deed>
Decision LiveRoom::decide_now(const Standing& who, const Deed& deed, Utc at) const {
  constexpr bool is_said = requires(const WordFilter* site) { decide(Room(), who, deed, at, site); };
  if constexpr (is_said) {
    const auto site = ground_.site_words();
    return decide(recorder_.ahead(), who, deed, at, site.get());
  } else {
    return decide(recorder_.ahead(), who, deed, at);
  }
}

template <class Deed>
void LiveRoom::record(const Ask& ask, const Deed& deed) {
  const Utc at = now();
  const Decision decision = decide_now(standing(ask.account), deed, at);
  if (!decision) return answer(ask, Refused(decision.error()));
  if (decision->empty()) return answer(ask, std::nullopt);
  recorder_.add(*decision, at, [this, ask](std::expected<Offset, Refusal> n) { answer(ask, n); });
}

template <class Deed>
Task<void> LiveRoom::look_up(Ask ask, Deed deed, Offset comment) {
  ++asking_;
  const auto rows = co_await ground_.log.comments_before(lesson_, comment + 1, 1);
  --asking_;
  if (!rows) co_return answer(ask, refuse(No::not_saved));
  if (!rows->empty()) deed.old = to_comment(rows->front());
  record(ask, deed);
}

template <class Deed>
void LiveRoom::perform_with_old(const Ask& ask, const Deed& deed, Offset comment) {
  const Chat& chat = recorder_.ahead().chat;
  if (comment != 0 && standing(ask.account).person && chat.older_than_window(comment))
    spawn(look_up(ask, deed, comment));
  else
    record(ask, deed);
}

bool LiveRoom::full() const { return feed_.pending_bytes() + recorder_.waiting_bytes() > flush_bytes_max; }

template <class Deed>
void LiveRoom::perform(const Ask& ask, const Deed& deed) {
  constexpr bool brings_text = requires { deed.text; }
  || requires { deed.content; }
  || requires { deed.topics; };
  if (brings_text && full()) return answer(ask, refuse(No::too_fast, flush_wait));
  record(ask, deed);
}

void LiveRoom::ask(Ask ask) {
  std::visit([&](const auto& command) { perform(ask, command); }, ask.command);
}

void LiveRoom::perform(const Ask& ask, const SendComment& deed) {
  if (full()) return answer(ask, refuse(No::too_fast, flush_wait));
  perform_with_old(ask, deed, deed.reply);
}
void LiveRoom::perform(const Ask& ask, const DeleteComment& deed) { perform_with_old(ask, deed, deed.n); }
void LiveRoom::perform(const Ask& ask, const PinComment& deed) { perform_with_old(ask, deed, deed.n); }

void LiveRoom::perform(const Ask& ask, const ReportComment& deed) { perform_with_old(ask, deed, deed.n); }

void LiveRoom::perform(const Ask& ask, MuteAccount deed) {
  if (const Standing* there = attendance_.standing(deed.account)) deed.here = there->person;
  record(ask, deed);
}

void LiveRoom::perform(const Ask& ask, OpenDraw deed) {
  if (full()) return answer(ask, refuse(No::too_fast, flush_wait));
  std::ranges::copy(ground_.random(deed.seed.size()), deed.seed.begin());
  record(ask, deed);
}

void LiveRoom::perform(const Ask& ask, const TurnSlide& deed) {
  const auto& shown = recorder_.ahead().slides.shown();
  const bool known = shown && shown->deck.document == deed.document;
  if (known || !standing(ask.account).may_moderate)
    record(ask, deed);
  else
    spawn(turn_slide(ask, deed));
}

Task<void> LiveRoom::turn_slide(Ask ask, TurnSlide deed) {
  ++asking_;
  const auto deck = co_await ground_.deck(lesson_, deed.document);
  --asking_;
  if (!deck) co_return answer(ask, refuse(No::not_saved));
  deed.deck = *deck;
  record(ask, deed);
}

// Answered with a receipt, which is that of the first time when somebody enters again.
void LiveRoom::perform(const Ask& ask, EnterDraw deed) {
  const Utc at = now();
  if (ask.account) deed.watched = stays_.present(*ask.account, at);
  const Decision decision = decide_now(standing(ask.account), deed, at);
  if (!decision) return answer(ask, Refused(decision.error()));
  recorder_.add(*decision, at, [this, ask, draw = deed.n](std::expected<Offset, Refusal> n) {
    if (!n) return answer(ask, Refused(n.error()));
    const Draws::Kept& kept = *recorder_.durable().draws.find(draw);
    if (kept.entry_of(*ask.account) == nullptr)  // the first time is not written yet
      return answer(ask, refuse(No::too_fast, flush_wait));
    std::string json;
    append_entry(json, kept, *ask.account);
    ground_.halls.answer(ask.guest, told_frame(ask.id, "entry", json));
  });
}

void LiveRoom::say(const Standing& who, std::string text, Done done) {
  const Utc at = now();
  const SendComment deed{.text = std::move(text)};
  const Decision decision = decide_now(who, deed, at);
  if (!decision) return done(Refused(decision.error()));
  recorder_.add(*decision, at, std::move(done));
}

void LiveRoom::announce(std::string text, Done done) {
  const auto events = decide(recorder_.ahead(), Announce{std::move(text)});
  if (events.empty()) return done(recorder_.ahead().upto);
  recorder_.add(events, now(), std::move(done));
}

// History

void LiveRoom::perform(const Ask& ask, const ReadHistory& question) {
  spawn(read_history(ask, question.before));
}

Task<void> LiveRoom::read_history(Ask ask, Offset before) {
  ++asking_;
  std::vector<Comment> found;
  std::size_t bytes = 0;
  for (int reads = 0; reads < history_reads_max && found.empty(); ++reads) {
    const auto rows = co_await ground_.log.comments_before(lesson_, before, history_page);
    if (!rows) {
      --asking_;
      co_return answer(ask, refuse(No::not_saved));
    }
    const Chat& chat = recorder_.durable().chat;
    for (const LogRow& row : *rows) {
      before = row.n;
      auto comment = chat.deleted(row.n) ? std::nullopt : to_comment(row);
      if (!comment) continue;
      if (comment->reply && chat.deleted(comment->reply->n)) comment->reply->text.clear();
      bytes += row.body.size();
      if (bytes > history_bytes_max && !found.empty()) break;
      found.push_back(std::move(*comment));
    }
    if (rows->size() < history_page) break;
  }
  --asking_;
  ground_.halls.answer(ask.guest, comments_frame(ask.id, found));
}

}  // namespace lyceum::room
