#include "room/chat/chat.hpp"

#include <algorithm>

namespace lyceum::room {

const Comment* Chat::find(Offset comment) const {
  const auto at =
      std::ranges::lower_bound(recent_, comment, {}, [](const Kept& kept) { return kept.comment.n; });
  return at != recent_.end() && at->comment.n == comment && !at->deleted ? &at->comment : nullptr;
}

bool Chat::older_than_window(Offset comment) const {
  return recent_.size() == window && comment < recent_.front().comment.n;
}

const Person* Chat::known(AccountId account) const {
  if (const auto mute = mutes_.find(account); mute != mutes_.end()) return &mute->second.account;
  for (auto kept = recent_.rbegin(); kept != recent_.rend(); ++kept)
    if (kept->comment.from.id == account) return &kept->comment.from;
  return nullptr;
}

bool Chat::mentions(AccountId account) const {
  return known(account) != nullptr || (pinned_ && pinned_->from.id == account);
}

Utc Chat::muted_until(AccountId account, Utc now) const {
  const auto mute = mutes_.find(account);
  return mute == mutes_.end() || mute->second.until <= now ? Utc() : mute->second.until;
}

Chat::Times Chat::times(AccountId account) const {
  const auto found = times_.find(account);
  return found == times_.end() ? Times{} : found->second;
}

void Chat::note_time(AccountId account, Stamp at) {
  Times& times = times_[account];
  std::shift_right(times.begin(), times.end(), 1);
  times.front() = at.t;
  // Now and then, at offsets that every replay shares, forget those whose last comment no longer limits them.
  if (at.n % 256 == 0)
    std::erase_if(times_, [&](const auto& entry) { return entry.second.front() + longest_slow < at.t; });
}

void Chat::evolve(const Commented& event, Stamp at) {
  recent_.push_back({{at.n, at.t, event.from, event.text, event.reply, event.about}, false});
  if (recent_.size() > window) recent_.pop_front();
  if (event.held == 0) note_time(event.from.id, at);
}

void Chat::evolve(const Deleted& event, Stamp) {
  deleted_.insert(event.comment);
  if (pinned_ && pinned_->n == event.comment) pinned_.reset();
  for (Kept& kept : recent_) {
    if (kept.comment.n == event.comment) {
      kept.deleted = true;
      kept.comment.text.clear();
    }
    if (kept.comment.reply && kept.comment.reply->n == event.comment) kept.comment.reply->text.clear();
  }
}

void Chat::evolve(const Pinned& event, Stamp) { pinned_ = event.comment; }

void Chat::evolve(const Muted& event, Stamp at) {
  std::erase_if(mutes_, [&](const auto& entry) { return entry.second.until <= at.t; });
  mutes_.erase(event.account.id);
  if (event.until > at.t) mutes_.emplace(event.account.id, Mute{event.account, event.until});
}

void Chat::evolve(const Erased& event, Stamp) {
  const auto blank = [&](Person& person) {
    if (person.id == event.account) person.name.clear();
  };
  if (const auto mute = mutes_.find(event.account); mute != mutes_.end()) blank(mute->second.account);
  std::set<Offset> theirs;
  for (Kept& kept : recent_) {
    blank(kept.comment.from);
    if (kept.comment.from.id == event.account) theirs.insert(kept.comment.n);
  }
  for (Kept& kept : recent_)
    if (kept.comment.reply && theirs.contains(kept.comment.reply->n)) kept.comment.reply->name.clear();
  if (!pinned_) return;
  blank(pinned_->from);
  if (pinned_->reply && theirs.contains(pinned_->reply->n)) pinned_->reply->name.clear();
}

void Chat::evolve(const SlowSet& event, Stamp) { slow_ = seconds(event.seconds); }

}  // namespace lyceum::room
