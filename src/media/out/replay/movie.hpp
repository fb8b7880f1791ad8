// A recording as ordinary MP4 files, to download: made from the fragments on the disk without copying a
// sample.
//
// One file as long as picture and sound keep their format; a change of codec, size or sample rate begins
// another.
#pragma once

#include "media/recording/recording.hpp"
#include "net/http/message.hpp"
#include "net/http/range.hpp"

#include <memory>

namespace lyceum::media {

// The stretches of each file, in order.
std::vector<std::vector<Stretch>> movies_of(const Recording& recording);

struct Movie {
  struct Place {
    std::uint64_t at = 0;  // in the movie
    std::string name;      // file of the recording
    std::uint64_t offset = 0, bytes = 0;
  };
  SharedBytes header;
  std::vector<Place> places;  // by `at`, without holes, from header.size() on
  std::uint64_t size = 0;
};

// Reads all fragments' descriptions. Precondition: stretches of one movie. Sound and picture stay in step
// over breaks: what is shorter is held.
Task<Result<std::shared_ptr<const Movie>>> make_movie(RecordingFiles& files, LessonId lesson,
                                                      std::vector<Stretch> stretches);

// A range of it as the body of a response. `files` outlives it.
class MovieSource final : public net::BodySource {
 public:
  static constexpr std::size_t piece_bytes = 256 * 1024;

  MovieSource(RecordingFiles& files, LessonId lesson, std::shared_ptr<const Movie> movie,
              net::ByteRange range)
      : files_(files), lesson_(lesson), movie_(std::move(movie)), size_(range.length), left_(range) {}

  std::uint64_t size() const override { return size_; }
  Task<Result<SharedBytes>> next() override;

 private:
  RecordingFiles& files_;
  const LessonId lesson_;
  const std::shared_ptr<const Movie> movie_;
  const std::uint64_t size_;
  net::ByteRange left_;
};

}  // namespace lyceum::media
