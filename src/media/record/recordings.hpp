// The recordings of the whole server: those that grow, and those that somebody looks at.
//
// Each lesson's recording lives on the lesson's home reactor; it is read from its files when it is first
// needed.
#pragma once

#include "media/record/recorder.hpp"
#include "net/reactor/pool.hpp"

#include <unordered_map>

namespace lyceum::media {

// Told on the lesson's home reactor.
class RecordingWatcher {
 public:
  virtual ~RecordingWatcher() = default;
  // Something of the lesson is recorded now, or all of it is.
  virtual void recorded(LessonId lesson, MediaMicros duration) = 0;
};

class Recordings {
 public:
  // Of a reactor, recordings that do not grow; the one that was not looked at for longest goes.
  static constexpr std::size_t kept_max = 64;

  // All outlive it; it outlives the reactors' run. `enabled` false: nothing new is recorded.
  Recordings(net::ReactorPool& reactors, RecordingFiles& files, RecordingWatcher& watcher, const Clock& clock,
             bool enabled);
  ~Recordings();
  Recordings(const Recordings&) = delete;
  Recordings& operator=(const Recordings&) = delete;

  // On the lesson's home reactor, as the class goes: a stream comes (give its parts to the sink, which may be
  // null), the class begins, the class is over. `begun`: the class has begun before.
  std::unique_ptr<HlsSink> open(LessonId lesson, bool begun);
  void begin(LessonId lesson);
  void end(LessonId lesson);
  // A small picture of a class that runs, for the strip of its recording.
  void tile(LessonId lesson, Utc taken, const SharedBytes& jpeg);

  // Calls `look` on the lesson's home reactor, which must not keep the reference, and comes back with its
  // answer. A lesson that was never recorded has an empty recording. Fails when the files cannot be read.
  template <class F>
  Task<Result<std::invoke_result_t<F&, const RecordingState&>>> look(LessonId lesson, F look);

  // False: classes are not recorded.
  bool enabled() const { return enabled_; }
  // Bytes that can still be recorded; none: not known. From any thread.
  std::optional<std::uint64_t> space() const { return files_.space(); }

  // What was prepared of a lesson without a class takes the place of its recording (RecordingFiles::replace).
  Task<Result<void>> replace(LessonId lesson);

  // Deletes the files. A class that runs goes on being recorded, from its next stretch on.
  Task<Result<void>> remove(LessonId lesson);

 private:
  class Sink;
  using Loaded = std::move_only_function<void(const Result<void>&)>;
  struct Entry {
    std::shared_ptr<RecordingState> state = std::make_shared<RecordingState>();
    Recorder* recorder = nullptr;  // while a stream is there
    bool loaded = false, loading = false;
    bool stale = false;  // the files were replaced while they were read
    std::vector<Loaded> waiting;
    std::uint64_t looked = 0;  // by order
  };
  using Shelf = std::unordered_map<LessonId, std::shared_ptr<Entry>>;

  std::shared_ptr<Entry> entry(LessonId lesson);
  void load(LessonId lesson, std::shared_ptr<Entry> entry);
  void loaded(LessonId lesson, Entry& entry, Result<Recording> found);
  bool read_anew(LessonId lesson);
  void when_loaded(LessonId lesson, Loaded call);
  static void forget_oldest(Shelf& shelf);

  net::ReactorPool& reactors_;
  RecordingFiles& files_;
  RecordingWatcher& watcher_;
  const Clock& clock_;
  const bool enabled_;
  std::vector<Shelf> shelves_;  // by home reactor, each used there
  std::vector<std::uint64_t> looks_;
};

template <class F>
Task<Result<std::invoke_result_t<F&, const RecordingState&>>> Recordings::look(LessonId lesson, F look) {
  using Answer = Result<std::invoke_result_t<F&, const RecordingState&>>;
  co_return co_await wait_for<Answer>([&](Resume<Answer> resume) {
    reactors_.home(lesson.value).post([this, lesson, &look, resume = std::move(resume)]() mutable {
      when_loaded(lesson,
                  [this, lesson, &look, resume = std::move(resume)](const Result<void>& there) mutable {
                    if (there)
                      resume(look(std::as_const(*entry(lesson)->state)));
                    else
                      resume(Failure(there.error()));
                  });
    });
  });
}

}  // namespace lyceum::media
