// Where files are prepared, one at a time for the whole server, on the home reactor of their lesson.
#pragma once

#include "media/prepare/preparation.hpp"
#include "media/record/recordings.hpp"
#include "net/reactor/pool.hpp"

#include <mutex>

namespace lyceum::media {

class PrepareHouse {
 public:
  // All outlive it; it outlives the reactors' run. `drawer` null: no small pictures.
  PrepareHouse(net::ReactorPool& reactors, Recordings& recordings, RecordingFiles& files, Drawer* drawer,
               const Clock& clock);
  ~PrepareHouse();
  PrepareHouse(const PrepareHouse&) = delete;
  PrepareHouse& operator=(const PrepareHouse&) = delete;

  // Of one file, which stays open until it comes back. One at a time. Errors: Preparation's; `abandoned` when
  // abandon() was called.
  Task<Result<PreparedFile>> prepare(LessonId lesson, int file, FileOrder order, Error abandoned);
  // From any thread.
  void abandon(LessonId lesson);
  // Thousandths of the lesson's file; none: it is not being prepared. From any thread.
  std::optional<int> progress(LessonId lesson) const;

  // How many classes run. From any thread.
  void class_came() { ++classes_; }
  void class_went() { --classes_; }

 private:
  using Ended = std::optional<Result<PreparedFile>>;  // none: abandoned
  struct Job {
    Job(LessonId of, std::unique_ptr<Preparation> what, Resume<Ended> then)
        : lesson(of), preparation(std::move(what)), resume(std::move(then)) {}
    LessonId lesson;
    std::unique_ptr<Preparation> preparation;
    Resume<Ended> resume;
  };

  void begin(LessonId lesson, int file, PrepareOrder order, Resume<Ended> resume);
  void end(Ended outcome);

  net::ReactorPool& reactors_;
  Recordings& recordings_;
  RecordingFiles& files_;
  Drawer* const drawer_;
  const Clock& clock_;
  std::atomic<int> classes_ = 0;

  mutable std::mutex mutex_;  // guards the job's being there; it is used on its reactor
  std::unique_ptr<Job> job_;
};

}  // namespace lyceum::media
