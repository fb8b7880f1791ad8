// One rendition of one stretch on its way to the disk: parts in, segments listed once readers can read them.
#pragma once

#include "media/out/hls/update.hpp"
#include "media/record/state.hpp"

#include <deque>
#include <functional>

namespace lyceum::media {

// Lives on the lesson's home reactor. What it has appended is still listed when it is gone.
class Tape {
 public:
  using Failed = std::function<void(const Error&)>;

  // `init`: the rendition's init segment, which the file begins with. `failed`: called once, at the first
  // error; not after the tape is gone.
  Tape(NewFiles& files, LessonId lesson, RecordingName name, const SharedBytes& init,
       std::shared_ptr<RecordingState> state, Failed failed);
  ~Tape();
  Tape(const Tape&) = delete;
  Tape& operator=(const Tape&) = delete;

  // The first part of all, and of every segment, has a head.
  void add(const HlsPart& part);
  void end_segment();

 private:
  struct Book;  // shared with the answers of the disk
  void append(std::vector<SharedBytes> bytes);

  std::shared_ptr<Book> book_;
  std::unique_ptr<RecordingFile> file_;
  std::uint64_t appended_ = 0;
  std::optional<Segment> open_;
};

}  // namespace lyceum::media
