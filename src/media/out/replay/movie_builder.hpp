// Puts the fragments of a recording into the order and time of one movie.
#pragma once

#include "media/out/replay/movie.hpp"
#include "wire/fmp4/movie_header.hpp"

namespace lyceum::media {

// begin_stretch(), add() for each rendition, end_stretch(); again for each stretch; finish().
class MovieBuilder {
 public:
  void begin_stretch();
  // `name`: the file that the fragments lie in. At most one rendition of a format a stretch.
  void add(const fmp4::Track& track, const std::string& name, std::vector<fmp4::RecordedFragment> fragments);
  void end_stretch();
  Movie finish();

 private:
  // A chunk that is to come: one fragment of one track.
  struct Pending {
    std::int64_t time_us = 0;  // decode time, in the stretch
    std::size_t track = 0;
    std::string name;
    fmp4::RecordedFragment fragment;
  };
  struct Lane {
    fmp4::MovieTrack movie;
    std::int64_t end_us = 0;  // in the movie; decode time
  };

  std::size_t lane_of(const fmp4::Track& track);
  void start_at(Lane& lane, std::int64_t time_us);
  void place(Pending pending);
  void start_when_shown();

  std::vector<Lane> lanes_;
  std::vector<Pending> pending_;
  std::vector<Movie::Place> places_;  // `at` counts from mdat's content
  std::uint64_t content_ = 0;
  std::int64_t end_us_ = 0;
};

}  // namespace lyceum::media
