// The strip of a recording on its way to the disk: tiles in, listed once readers can read them.
#pragma once

#include "media/record/state.hpp"

namespace lyceum::media {

// Lives on the lesson's home reactor. What it has appended is still listed when it is gone.
class TileTape {
 public:
  TileTape(NewFiles& files, LessonId lesson, std::shared_ptr<RecordingState> state);

  // False: the disk has refused one before, or the file is full; there is no going on with this tape.
  bool add(Utc taken, const SharedBytes& jpeg);

 private:
  struct Book {  // shared with the answers of the disk
    std::int64_t number;
    std::shared_ptr<RecordingState> state;
    bool failed = false;
  };

  std::shared_ptr<Book> book_;
  std::unique_ptr<RecordingFile> file_;
  std::uint64_t appended_ = 0;
  std::size_t tiles_ = 0;
};

}  // namespace lyceum::media
