#include "media/recording/cut.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

struct Times {
  Utc begins{}, ends{};
};

// Segments follow each other in the file.
bool inside(const std::vector<Segment>& segments, std::uint64_t offset, std::uint64_t length) {
  if (segments.empty() || offset < segments.front().offset) return false;
  const std::uint64_t end = segments.back().offset + segments.back().bytes;
  return offset <= end && length <= end - offset;
}

bool inside(const RecordedRendition& rendition, std::uint64_t offset, std::uint64_t length) {
  const std::uint64_t init = rendition.media.init_bytes;
  return (offset <= init && length <= init - offset) || inside(rendition.media.segments, offset, length);
}

bool inside(const Strip& strip, std::uint64_t offset, std::uint64_t length) {
  if (strip.tiles.empty() || offset < strip.tiles.front().offset) return false;
  const std::uint64_t end = strip.tiles.back().offset + strip.tiles.back().bytes;
  return offset <= end && length <= end - offset;
}

template <class List>
auto by_number(const List& list, std::int64_t number) {
  return std::ranges::find(list, number, [](const auto& each) { return each.number; });
}

// The segments of `other` of which the greater part was recorded beside the kept ones.
void keep_beside(const RecordedRendition& kept, RecordedRendition& other) {
  const auto micros = [](const RecordedRendition& of, std::uint64_t ticks) {
    const std::uint64_t scale = of.media.track.timescale;
    return MediaMicros(
        static_cast<std::int64_t>(ticks / scale * 1'000'000 + ticks % scale * 1'000'000 / scale));
  };
  const Segment &first = kept.media.segments.front(), &last = kept.media.segments.back();
  const MediaMicros from = micros(kept, first.start), to = micros(kept, last.start + last.duration);
  std::erase_if(other.media.segments, [&](const Segment& segment) {
    const MediaMicros middle = micros(other, segment.start + segment.duration / 2);
    return middle < from || middle >= to;
  });
}

// The part of a stretch that begins at `at` in the recording. `from` becomes where the first kept segment
// stands.
Stretch cut_stretch(const Stretch& whole, Span span, MediaMicros at, std::optional<MediaMicros>& from) {
  Stretch part;
  part.number = whole.number;
  const TrackKind lead = whole.of(TrackKind::video) ? TrackKind::video : TrackKind::audio;
  const TrackKind other = lead == TrackKind::video ? TrackKind::audio : TrackKind::video;
  if (!whole.of(lead)) return part;
  RecordedRendition kept = *whole.of(lead);
  std::vector<Segment> segments;
  for (const Segment& segment : kept.media.segments) {
    const MediaMicros end = at + kept.duration(segment);
    if (end > span.from && at < span.to) {
      if (!from) from = at;
      segments.push_back(segment);
    }
    at = end;
  }
  if (segments.empty()) return part;
  kept.media.segments = std::move(segments);
  part.of(other) = whole.of(other);
  if (part.of(other)) keep_beside(kept, *part.of(other));
  if (part.of(other) && part.of(other)->media.segments.empty()) part.of(other).reset();
  part.of(lead) = std::move(kept);
  return part;
}

Times times_of(const Stretch& stretch) {
  const RecordedRendition& lead =
      stretch.of(TrackKind::video) ? *stretch.of(TrackKind::video) : *stretch.of(TrackKind::audio);
  const Segment& last = lead.media.segments.back();
  return {lead.media.segments.front().begins, last.begins + lead.duration(last)};
}

void cut_strips(const Recording& whole, Recording& part) {
  std::vector<Times> kept;
  for (const Stretch& stretch : part.stretches) kept.push_back(times_of(stretch));
  const auto shown = [&](const strip::Tile& tile) {
    return std::ranges::any_of(
        kept, [&](const Times& times) { return tile.taken >= times.begins && tile.taken < times.ends; });
  };
  for (const Strip& strip : whole.strips) {
    const auto first = std::ranges::find_if(strip.tiles, shown);
    if (first == strip.tiles.end()) continue;
    const auto behind = std::find_if(strip.tiles.rbegin(), strip.tiles.rend(), shown).base();
    part.strips.push_back({strip.number, {first, behind}});
  }
}

}  // namespace

CutRecording cut(const Recording& whole, Span span) {
  CutRecording made;
  std::optional<MediaMicros> from;
  MediaMicros at{0};
  for (const Stretch& stretch : whole.stretches) {
    Stretch part = cut_stretch(stretch, span, at, from);
    at += stretch.duration();
    if (!part.empty()) made.recording.stretches.push_back(std::move(part));
  }
  made.from = from.value_or(MediaMicros(0));
  cut_strips(whole, made.recording);
  return made;
}

bool holds(const Recording& part, std::string_view name, std::uint64_t offset, std::uint64_t length) {
  if (const auto strip = StripName::parse(name)) {
    const auto found = by_number(part.strips, strip->number);
    return found != part.strips.end() && inside(*found, offset, length);
  }
  const auto file = RecordingName::parse(name);
  if (!file) return false;
  const auto found = by_number(part.stretches, file->stretch);
  return found != part.stretches.end() && found->of(file->track) &&
         inside(*found->of(file->track), offset, length);
}

}  // namespace lyceum::media
