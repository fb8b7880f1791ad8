#include "media/out/hls/rendition_shelf.hpp"

namespace lyceum::media {
namespace {

constexpr std::int64_t part_fresh_s = 3600;  // a part never changes, and its name is never used again

}  // namespace

void RenditionShelf::apply(const HlsUpdate& update) {
  if (update.init) inits_[update.init->msn] = update.init->bytes;
  if (update.part) {
    if (segments_.empty()) segments_.push_back({update.part->msn - 1, {}});  // the gap at the beginning
    if (segments_.back().msn != update.part->msn) segments_.push_back({update.part->msn, {}});
    segments_.back().parts.push_back(update.part->bytes);
  }
  next_msn_ = update.next_msn;
  part_target_ = update.part_target;
  target_duration_s_ = update.target_duration_s;
  playlist_ = update.playlist;
  delta_ = update.delta;
  ended_ = update.ended;
  forget_before(update.oldest_msn);
}

// An init segment is needed as long as one of its segments is there.
void RenditionShelf::forget_before(std::int64_t msn) {
  while (!segments_.empty() && segments_.front().msn < msn) segments_.pop_front();
  while (inits_.size() > 1 && std::next(inits_.begin())->first <= msn) inits_.erase(inits_.begin());
}

const RenditionShelf::Segment* RenditionShelf::find(std::int64_t msn) const {
  if (segments_.empty() || msn < segments_.front().msn || msn > segments_.back().msn) return nullptr;
  return &segments_[static_cast<std::size_t>(msn - segments_.front().msn)];
}

hls::LiveEdge RenditionShelf::edge() const {
  const Segment* open = find(next_msn_);
  const Segment* complete = find(next_msn_ - 1);
  return {.msn = next_msn_,
          .parts = open ? open->parts.size() : 0,
          .last_complete_parts = complete ? complete->parts.size() : 0,
          .part_target = part_target_,
          .ended = ended_};
}

std::optional<HlsAnswer> RenditionShelf::playlist(const hls::DeliveryDirectives& directives) const {
  if (!playlist_) return ended_ ? std::optional(HlsAnswer::refused(HlsRefusal::not_there)) : std::nullopt;
  switch (hls::judge(directives, edge())) {
    case hls::Reload::later:
      return std::nullopt;
    case hls::Reload::never:
      return HlsAnswer::refused(HlsRefusal::too_far);
    case hls::Reload::now:
      break;
  }
  HlsAnswer answer;
  answer.text = directives.skip && delta_ ? delta_ : playlist_;
  answer.fresh_s = playlist_fresh_s(directives);
  return answer;
}

// Six target durations (rfc8216bis Appendix B) for what was just now not there; an old request would give an
// old playlist to whoever asks the cache next.
std::int64_t RenditionShelf::playlist_fresh_s(const hls::DeliveryDirectives& directives) const {
  if (!directives.msn || ended_) return 0;
  hls::LiveEdge before = edge();
  if (before.parts > 0) {
    --before.parts;
  } else if (before.last_complete_parts > 0) {
    --before.msn;
    before.parts = before.last_complete_parts - 1;
    const Segment* complete = find(before.msn - 1);
    before.last_complete_parts = complete ? complete->parts.size() : 0;
  }
  return hls::judge(directives, before) == hls::Reload::now ? 0 : 6 * target_duration_s_;
}

std::optional<HlsAnswer> RenditionShelf::part(const HlsName& name) const {
  const Segment* segment = find(name.msn);
  if (segment && name.part < segment->parts.size()) {
    HlsAnswer answer;
    answer.body = {segment->parts[name.part]};
    answer.track = name.track;
    answer.fresh_s = part_fresh_s;
    return answer;
  }
  const bool hinted = name.msn == next_msn_ && name.part == (segment ? segment->parts.size() : 0);
  if (hinted && !ended_) return std::nullopt;
  return HlsAnswer::refused(HlsRefusal::not_there);
}

HlsAnswer RenditionShelf::segment(const HlsName& name) const {
  const Segment* segment = find(name.msn);
  if (!segment || name.msn >= next_msn_) return HlsAnswer::refused(HlsRefusal::not_there);
  HlsAnswer answer;
  answer.body = segment->parts;
  answer.track = name.track;
  answer.fresh_s = part_fresh_s;
  return answer;
}

HlsAnswer RenditionShelf::init(const HlsName& name) const {
  const auto found = inits_.find(name.msn);
  if (found == inits_.end()) return HlsAnswer::refused(HlsRefusal::not_there);
  HlsAnswer answer;
  answer.body = {found->second};
  answer.track = name.track;
  answer.fresh_s = part_fresh_s;
  return answer;
}

}  // namespace lyceum::media
