#include "media/record/tape.hpp"

#include "wire/fmp4/init_reader.hpp"
#include "wire/fmp4/producer_time.hpp"

namespace lyceum::media {

struct Tape::Book {
  RecordingName name;
  fmp4::RecordedTrack media;  // without segments: how the rendition is described
  std::shared_ptr<RecordingState> state;
  Failed failed;                // null once it was called, or the tape is gone
  std::uint64_t readable = 0;   // bytes of the file
  std::deque<Segment> waiting;  // complete, not yet readable

  void written(std::size_t bytes, const Result<void>& outcome) {
    --state->pending;
    if (!outcome) {
      if (failed) std::exchange(failed, nullptr)(outcome.error());
      if (state->pending == 0) state->touch();
      return;
    }
    readable += bytes;
    list();
    if (state->pending == 0) state->touch();
  }
  void list() {
    while (!waiting.empty() && waiting.front().offset + waiting.front().bytes <= readable) {
      auto& rendition = state->recording.stretch(name.stretch).of(name.track);
      if (!rendition) rendition = RecordedRendition::of(media);
      rendition->media.segments.push_back(waiting.front());
      waiting.pop_front();
      if (failed) state->fault.reset();  // the tape runs: what was wrong is over
      state->touch();
    }
  }
};

Tape::Tape(NewFiles& files, LessonId lesson, RecordingName name, const SharedBytes& init,
           std::shared_ptr<RecordingState> state, Failed failed)
    : book_(std::make_shared<Book>()), file_(files.create(lesson, name.str())) {
  book_->name = name;
  book_->state = std::move(state);
  book_->failed = std::move(failed);
  // Our own init segment: it is read back so that a recording is described by what stands in its file.
  if (auto tracks = fmp4::read_init_segment(init.view()); tracks && tracks->size() == 1)
    book_->media.track = std::move(tracks->front());
  book_->media.init_bytes = static_cast<std::uint32_t>(init.size());
  append({init});
}

Tape::~Tape() {
  book_->failed = nullptr;
  end_segment();
}

void Tape::add(const HlsPart& part) {
  if (part.head) {
    end_segment();
    const Bytes mark = fmp4::write_producer_time({.utc = part.head->begins, .media_time = part.start});
    open_ = Segment{.offset = appended_ + mark.size(),
                    .bytes = 0,
                    .start = part.start,
                    .duration = 0,
                    .begins = part.head->begins,
                    .independent = part.independent};
    append({SharedBytes(mark), part.bytes});
  } else {
    append({part.bytes});
  }
  open_->bytes += static_cast<std::uint32_t>(part.bytes.size());
  open_->duration += part.duration;
}

void Tape::end_segment() {
  if (!open_) return;
  book_->waiting.push_back(*std::exchange(open_, std::nullopt));
  book_->list();
}

void Tape::append(std::vector<SharedBytes> bytes) {
  std::size_t size = 0;
  for (const SharedBytes& each : bytes) size += each.size();
  appended_ += size;
  ++book_->state->pending;
  file_->append(std::move(bytes),
                [book = book_, size](const Result<void>& outcome) { book->written(size, outcome); });
}

}  // namespace lyceum::media
