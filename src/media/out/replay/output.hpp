// Replays and time shift for the whole server: GET /replay/TOKEN/LESSON/…
//
//   index.m3u8 video.m3u8 audio.m3u8   rendered once per change, on the lesson's home reactor
//   3-video.mp4 1-tiles.strip          the files themselves, in ranges
//   tiles.json                         which moments the strips show, and where in them
//   lesson-1.mp4                       the first (nearly always: the only) movie of an ended class, to
//   download
//
// Once the class is over, who gets only a part of the recording (a trim) gets playlists, pictures and movies
// of that part, and no byte of the files outside it.
#pragma once

#include "media/out/gate/replay_gate.hpp"
#include "media/out/hls/update.hpp"
#include "media/out/replay/movie.hpp"
#include "media/record/recordings.hpp"
#include "net/http/router.hpp"

#include <array>
#include <unordered_map>

namespace lyceum::media {

class ReplayOutput {
 public:
  // All outlive it; it outlives the reactors' run.
  ReplayOutput(net::ReactorPool& reactors, Recordings& recordings, RecordingFiles& files, ReplayGate& gate)
      : reactors_(reactors),
        recordings_(recordings),
        files_(files),
        gate_(gate),
        rendered_(reactors.size()) {}
  ReplayOutput(const ReplayOutput&) = delete;
  ReplayOutput& operator=(const ReplayOutput&) = delete;

  // GET /replay/{token}/{lesson}/{name}
  void add_routes(net::Router& router);

 private:
  static constexpr std::size_t kept_max = 64;  // lessons, of a reactor
  // What is made once of a recording, or of the part of it that most viewers get.
  struct Rendered {
    std::uint64_t version = ~std::uint64_t{0};
    std::optional<Span> span;
    std::shared_ptr<const Recording> part;  // null: it is the whole
    std::array<HlsText, 4> texts;           // by place in the list of names
    std::unordered_map<std::size_t, std::shared_ptr<const Movie>> movies;

    const Recording& of(const RecordingState& state) const { return part ? *part : state.recording; }
  };
  struct Lesson {
    Rendered whole, part;
  };
  // What a request may be answered from.
  struct Share {
    LessonId lesson;
    std::optional<Span> span;
  };

  Task<net::Response> serve(net::Request& request);
  Task<Result<net::Response>> answer(net::Request& request, Share share);
  Task<Result<net::Response>> text(net::Request& request, Share share, std::size_t which);
  // Bytes of a file that hold what was recorded, or small pictures.
  Task<Result<std::uint64_t>> readable(LessonId lesson, std::string name);
  Task<Result<net::Response>> file(net::Request& request, Share share, std::string name);
  Task<Result<net::Response>> movie(net::Request& request, Share share, std::size_t number);
  Task<Result<std::shared_ptr<const Movie>>> find_movie(Share share, std::size_t number);
  Task<Result<void>> check(Share share, std::string name, net::ByteRange range);
  Rendered& rendered(Share share, const RecordingState& state);
  HlsText render(Share share, const RecordingState& state, std::size_t which);

  net::ReactorPool& reactors_;
  Recordings& recordings_;
  RecordingFiles& files_;
  ReplayGate& gate_;
  std::vector<std::unordered_map<LessonId, Lesson>> rendered_;  // by home reactor, each used there
};

}  // namespace lyceum::media
