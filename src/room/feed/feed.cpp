#include "room/feed/feed.hpp"

#include "room/feed/look_back.hpp"
#include "room/feed/recorder.hpp"
#include "room/word/json.hpp"
#include "wire/ws/writer.hpp"

#include <algorithm>
#include <limits>

namespace lyceum::room {
namespace {
constexpr std::size_t missed_kept_max = 64;  // different places from which people resume between two events

bool by_a_learner(const LogRow& comment) {
  const auto record = to_record(comment);
  const auto* said = record ? std::get_if<Commented>(&record->event) : nullptr;
  return said != nullptr && said->from.role == Role::learner;
}

}  // namespace

Feed::Feed(Epoch epoch, const std::vector<LogRow>& restored, int comments_a_second)
    : epoch_(std::move(epoch)), sampler_(comments_a_second) {
  if (!restored.empty()) {
    first_ = restored.front().n;
    upto_ = first_ - 1;
  }
  for (const LogRow& row : restored) push(row);
  flushed_ = upto_;
  sent_ = {upto_, upto_};
}

void Feed::push(const LogRow& row) {
  Entry& entry = ring_.emplace_back();
  entry.audience = row.audience;
  if (row.audience != Audience::record) entry.json = event_json(row);
  if (row.type == Commented::type && !sampler_.shows(row.t) && by_a_learner(row)) {
    entry.audience = Audience::staff;
    entry.sampled_out = true;
  }
  ring_bytes_ += ring_.back().json.size();
  upto_ = row.n;
  while (ring_.size() > kRecentRows || (ring_bytes_ > ring_bytes_max && first_ <= flushed_)) {
    ring_bytes_ -= ring_.front().json.size();
    ring_.pop_front();
    ++first_;
  }
}

void Feed::add(const LogRow& row) {
  missed_.clear();
  push(row);
  pending_bytes_ += ring_.back().json.size();
}

void Feed::hide(Offset event) {
  if (event < first_ || event > upto_) return;
  missed_.clear();
  Entry& entry = ring_[static_cast<std::size_t>(event - first_)];
  ring_bytes_ -= entry.json.size();
  entry.json = {};
}

void Feed::forget_sent() {
  missed_.clear();
  while (!ring_.empty() && first_ <= flushed_) {
    ring_bytes_ -= ring_.front().json.size();
    ring_.pop_front();
    ++first_;
  }
}

bool Feed::visible(const Entry& entry, Audience audience) const {
  return !entry.json.empty() && sees(audience, entry.audience);
}

std::size_t Feed::news_for(Audience audience) const {
  std::size_t count = 0;
  for (Offset n = std::max(flushed_ + 1, first_); n <= upto_; ++n) count += visible(at(n), audience);
  return count;
}

// Would both audiences get the same batch?
bool Feed::same_news() const {
  if (sent(Audience::everyone) != sent(Audience::staff)) return false;
  for (Offset n = std::max(flushed_ + 1, first_); n <= upto_; ++n)
    if (at(n).audience == Audience::staff) return false;
  return true;
}

Feed::Batch Feed::batch(Offset after, Offset upto, Audience audience, std::size_t bytes_max) const {
  std::string events;
  Offset n = std::max(after + 1, first_);
  for (; n <= upto && events.size() < bytes_max; ++n) {
    if (!visible(at(n), audience)) continue;
    if (!events.empty()) events += ',';
    events += at(n).json;
  }
  std::string text = R"({"after":)";
  append_json(text, after);
  text += R"(,"upto":)";
  append_json(text, n - 1);
  text += R"(,"ev":[)" + events + "]}";
  return {ws::text_frame(text), n - 1};
}

Feed::Frames Feed::flush() {
  constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
  missed_.clear();
  Frames frames;
  frames.events = news_for(Audience::everyone);
  const bool same = same_news();
  if (frames.events > 0) {
    frames.everyone = batch(sent(Audience::everyone), upto_, Audience::everyone, all).frame;
    sent_[index(Audience::everyone)] = upto_;
  }
  if (news_for(Audience::staff) > 0) {
    frames.staff = same ? frames.everyone : batch(sent(Audience::staff), upto_, Audience::staff, all).frame;
    sent_[index(Audience::staff)] = upto_;
  }
  flushed_ = upto_;
  pending_bytes_ = 0;
  return frames;
}

bool Feed::covers(const Epoch& epoch, Offset after, Audience audience) const {
  return epoch == epoch_ && after + 1 >= first_ && after <= sent(audience);
}

Feed::Batch Feed::missed(Offset after, Audience audience, std::size_t bytes_max) {
  if (after >= sent(audience)) return {{}, after};
  const auto key = std::tuple(after, audience, bytes_max);
  if (const auto found = missed_.find(key); found != missed_.end()) return found->second;
  Batch made = batch(after, sent(audience), audience, bytes_max);
  if (missed_.size() < missed_kept_max) missed_.emplace(key, made);
  return made;
}

}  // namespace lyceum::room
