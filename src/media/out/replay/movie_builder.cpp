#include "media/out/replay/movie_builder.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

std::int64_t to_us(std::uint64_t ticks, std::uint32_t timescale) {
  return static_cast<std::int64_t>(ticks / timescale * 1'000'000 + ticks % timescale * 1'000'000 / timescale);
}

std::uint64_t length_of(const std::vector<fmp4::SampleHead>& samples) {
  std::uint64_t ticks = 0;
  for (const fmp4::SampleHead& sample : samples) ticks += sample.duration;
  return ticks;
}

std::uint64_t bytes_of(const std::vector<fmp4::SampleHead>& samples) {
  std::uint64_t bytes = 0;
  for (const fmp4::SampleHead& sample : samples) bytes += sample.size;
  return bytes;
}

}  // namespace

void MovieBuilder::begin_stretch() { pending_.clear(); }

void MovieBuilder::add(const fmp4::Track& track, const std::string& name,
                       std::vector<fmp4::RecordedFragment> fragments) {
  const std::size_t lane = lane_of(track);
  for (fmp4::RecordedFragment& fragment : fragments) {
    const auto time = to_us(fragment.run.base_decode_time, track.timescale);
    pending_.push_back({.time_us = time, .track = lane, .name = name, .fragment = std::move(fragment)});
  }
}

std::size_t MovieBuilder::lane_of(const fmp4::Track& track) {
  for (std::size_t i = 0; i < lanes_.size(); ++i)
    if (is_video(lanes_[i].movie.track.format) == is_video(track.format)) return i;
  lanes_.push_back({.movie = {.track = track, .starts_after_us = 0, .chunks = {}}, .end_us = 0});
  lanes_.back().movie.track.id = static_cast<std::uint32_t>(lanes_.size());
  return lanes_.size() - 1;
}

// Tracks are interleaved by time; each begins as much later than the other as it did live.
void MovieBuilder::end_stretch() {
  if (pending_.empty()) return;
  std::ranges::stable_sort(pending_, {}, &Pending::time_us);
  const std::int64_t origin = pending_.front().time_us;
  std::vector<bool> started(lanes_.size());
  for (Pending& each : pending_) {
    Lane& lane = lanes_[each.track];
    if (!started[each.track]) start_at(lane, end_us_ + each.time_us - origin);
    started[each.track] = true;
    place(std::move(each));
  }
  for (const Lane& lane : lanes_) end_us_ = std::max(end_us_, lane.end_us);
}

// The last sample before is held until then.
void MovieBuilder::start_at(Lane& lane, std::int64_t time_us) {
  const std::int64_t wait = time_us - lane.end_us;
  if (wait <= 0) return;
  if (lane.movie.chunks.empty()) {
    lane.movie.starts_after_us = static_cast<std::uint64_t>(wait);
  } else {
    auto& last = lane.movie.chunks.back().samples.back();
    last.duration += static_cast<std::uint32_t>(wait * lane.movie.track.timescale / 1'000'000);
  }
  lane.end_us = time_us;
}

void MovieBuilder::place(Pending pending) {
  Lane& lane = lanes_[pending.track];
  auto& samples = pending.fragment.run.samples;
  const std::uint64_t bytes = bytes_of(samples);
  places_.push_back({.at = content_,
                     .name = std::move(pending.name),
                     .offset = pending.fragment.data_offset,
                     .bytes = bytes});
  lane.end_us += to_us(length_of(samples), lane.movie.track.timescale);
  lane.movie.chunks.push_back({.offset = content_, .samples = std::move(samples)});
  content_ += bytes;
}

// Tracks have been placed by their decode times; what is shown or heard first begins the movie.
void MovieBuilder::start_when_shown() {
  std::vector<std::int64_t> shown;
  for (const Lane& lane : lanes_) {
    const auto& samples = lane.movie.chunks.front().samples;
    const std::int32_t reorder = samples.empty() ? 0 : samples.front().composition_offset;
    shown.push_back(static_cast<std::int64_t>(lane.movie.starts_after_us) +
                    std::int64_t{reorder} * 1'000'000 / lane.movie.track.timescale);
  }
  for (std::size_t i = 0; i < lanes_.size(); ++i)
    lanes_[i].movie.starts_after_us = static_cast<std::uint64_t>(shown[i] - std::ranges::min(shown));
}

Movie MovieBuilder::finish() {
  start_when_shown();
  std::vector<fmp4::MovieTrack> tracks;
  tracks.reserve(lanes_.size());
  for (Lane& lane : lanes_) tracks.push_back(std::move(lane.movie));
  Movie movie;
  movie.header = SharedBytes(fmp4::write_movie_header(tracks, content_));
  movie.places = std::move(places_);
  std::erase_if(movie.places, [](const Movie::Place& place) { return place.bytes == 0; });
  for (Movie::Place& place : movie.places) place.at += movie.header.size();
  movie.size = movie.header.size() + content_;
  return movie;
}

}  // namespace lyceum::media
