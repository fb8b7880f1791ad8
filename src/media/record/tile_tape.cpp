#include "media/record/tile_tape.hpp"

namespace lyceum::media {

TileTape::TileTape(NewFiles& files, LessonId lesson, std::shared_ptr<RecordingState> state)
    : book_(std::make_shared<Book>(state->next_strip(), state)),
      file_(files.create(lesson, StripName{book_->number}.str())) {}

// Strips are no part of what makes a recording whole: pending tiles do not keep it from being ready.
bool TileTape::add(Utc taken, const SharedBytes& jpeg) {
  if (book_->failed || tiles_ >= strip::tiles_max) return false;
  if (jpeg.empty() || jpeg.size() > strip::tile_max) return true;
  const auto bytes = static_cast<std::uint32_t>(jpeg.size());
  const strip::Tile tile{taken, appended_ + strip::head_size, bytes};
  appended_ += strip::head_size + bytes;
  ++tiles_;
  file_->append({SharedBytes(strip::write_head(taken, bytes)), jpeg},
                [book = book_, tile](const Result<void>& written) {
                  if (!written) {
                    book->failed = true;
                    return;
                  }
                  book->state->recording.strip(book->number).tiles.push_back(tile);
                  book->state->touch();
                });
  return true;
}

}  // namespace lyceum::media
