#include "media/out/replay/movie.hpp"

#include "media/out/replay/movie_builder.hpp"

#include <algorithm>

namespace lyceum::media {
namespace {

constexpr std::array both{TrackKind::video, TrackKind::audio};

bool same_format(const std::optional<RecordedRendition>& a, const std::optional<RecordedRendition>& b) {
  if (a.has_value() != b.has_value()) return false;
  if (!a) return true;
  const fmp4::Track &x = a->media.track, &y = b->media.track;
  return x.format == y.format && x.timescale == y.timescale && x.decoder_config == y.decoder_config;
}

bool continues(const Stretch& before, const Stretch& next) {
  return std::ranges::all_of(both,
                             [&](TrackKind track) { return same_format(before.of(track), next.of(track)); });
}

using Fragments = std::vector<fmp4::RecordedFragment>;

// Of what the recording holds of the file: it may have been cut.
Task<Result<Fragments>> read_fragments(RecordingFiles& files, LessonId lesson, std::string name,
                                       const std::vector<Segment>& held) {
  auto fragments = std::make_shared<Fragments>();
  const std::uint64_t from = held.front().offset, to = held.back().offset + held.back().bytes;
  RecordingFiles::Look look = [fragments, from, to](FileView& file) -> Result<void> {
    fmp4::RecordingScan scan(std::min(file.size(), to), [&](fmp4::RecordedFragment fragment) {
      if (fragment.data_offset >= from) fragments->push_back(std::move(fragment));
    });
    return run_scan(scan, file);
  };
  LYCEUM_CO_CHECK(co_await files.look(lesson, std::move(name), std::move(look)));
  co_return std::move(*fragments);
}

}  // namespace

std::vector<std::vector<Stretch>> movies_of(const Recording& recording) {
  std::vector<std::vector<Stretch>> movies;
  for (const Stretch& stretch : recording.stretches) {
    if (stretch.empty()) continue;
    if (movies.empty() || !continues(movies.back().back(), stretch)) movies.emplace_back();
    movies.back().push_back(stretch);
  }
  return movies;
}

Task<Result<std::shared_ptr<const Movie>>> make_movie(RecordingFiles& files, LessonId lesson,
                                                      std::vector<Stretch> stretches) {
  MovieBuilder builder;
  for (const Stretch& stretch : stretches) {
    builder.begin_stretch();
    for (const TrackKind track : both) {
      const auto& rendition = stretch.of(track);
      if (!rendition || rendition->media.segments.empty()) continue;
      std::string name = RecordingName{stretch.number, track}.str();
      LYCEUM_CO_TRY(auto fragments, co_await read_fragments(files, lesson, name, rendition->media.segments));
      builder.add(rendition->media.track, name, std::move(fragments));
    }
    builder.end_stretch();
  }
  co_return std::make_shared<const Movie>(builder.finish());
}

Task<Result<SharedBytes>> MovieSource::next() {
  SharedBytes piece;
  if (left_.offset < movie_->header.size()) {
    const auto from = static_cast<std::size_t>(left_.offset);
    piece = movie_->header.slice(
        from, static_cast<std::size_t>(std::min<std::uint64_t>(left_.length, movie_->header.size() - from)));
  } else {
    const auto behind = std::ranges::upper_bound(movie_->places, left_.offset, {}, &Movie::Place::at);
    const Movie::Place& place = *std::prev(behind);
    const std::uint64_t inside = left_.offset - place.at;
    const std::uint64_t wanted = std::min({left_.length, place.bytes - inside, std::uint64_t{piece_bytes}});
    LYCEUM_CO_TRY(piece, co_await read_piece(files_, lesson_, place.name, place.offset + inside,
                                             static_cast<std::size_t>(wanted)));
  }
  left_.offset += piece.size();
  left_.length -= piece.size();
  co_return piece;
}

}  // namespace lyceum::media
