#include "media/out/replay/tiles.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace lyceum::media {
namespace {

// A picture comes in a little before or after the moment that its time stamps tell.
constexpr MediaMicros stray{1'000'000};

struct Place {
  Utc begins{};
  MediaMicros at{0}, duration{0};
};

// All segments of the rendition that gives the recording its length, in the order of the class.
std::vector<Place> places_of(const Recording& recording) {
  std::vector<Place> places;
  MediaMicros at{0};
  for (const Stretch& stretch : recording.stretches) {
    const auto& main =
        stretch.of(TrackKind::video) ? stretch.of(TrackKind::video) : stretch.of(TrackKind::audio);
    if (!main) continue;
    for (const Segment& segment : main->media.segments) {
      places.push_back({segment.begins, at, main->duration(segment)});
      at += places.back().duration;
    }
  }
  return places;
}

// None: the encoder was away, or the segment is not whole yet.
std::optional<MediaMicros> place_of(const std::vector<Place>& places, Utc taken) {
  const auto after = std::ranges::upper_bound(places, taken, {}, &Place::begins);
  if (after == places.begin()) {
    if (after == places.end() || after->begins - taken > stray) return std::nullopt;
    return after->at;
  }
  const Place& place = *std::prev(after);
  const MediaMicros into = taken - place.begins;
  if (into > place.duration + stray) return std::nullopt;
  return place.at + std::min(into, place.duration);
}

}  // namespace

std::string replay_tiles(const Recording& recording) {
  const auto places = places_of(recording);
  std::string text = R"({"strips":[)";
  const std::back_insert_iterator<std::string> out(text);
  for (const Strip& strip : recording.strips) {
    fmt::format_to(out, R"({}{{"uri":"{}","tiles":[)", text.ends_with('[') ? "" : ",",
                   StripName{strip.number}.str());
    for (const strip::Tile& tile : strip.tiles)
      if (const auto at = place_of(places, tile.taken))
        fmt::format_to(out, "{}[{},{},{}]", text.ends_with('[') ? "" : ",", at->count() / 1000, tile.offset,
                       tile.bytes);
    text += "]}";
  }
  return text + "]}";
}

}  // namespace lyceum::media
