// Files that are all there become recordings, one after the other.
//
// What the line is at survives a restart: it begins again. What goes wrong because of the file is told its
// lecturer, what goes wrong because of the machine is tried again later.
#pragma once

#include "base/flow/mailbox.hpp"
#include "lesson/replay/replay.hpp"
#include "lesson/upload_desk/upload_desk.hpp"

namespace lyceum::lesson {

struct Prepared {
  milliseconds duration{0};
  SharedBytes poster;  // a JPEG of what it looks like; empty: it has no picture
};

// Makes a recording out of a file; app/ plugs media in.
class Preparer {
 public:
  virtual ~Preparer() = default;
  // Of the lesson, beside what it has to show. Errors below 500: the file's fault, and its code says which;
  // others: the machine's. upload_replaced: abandon() was called.
  virtual Task<Result<Prepared>> prepare(Upload upload, Kind kind, std::shared_ptr<OpenUpload> file) = 0;
  // From any thread; ends what is prepared of that lesson, if something is.
  virtual void abandon(LessonId lesson) = 0;
  // What was prepared takes the place of what the lesson has to show; or is deleted.
  virtual Task<Result<void>> publish(LessonId lesson) = 0;
  virtual Task<Result<void>> discard(LessonId lesson) = 0;
};

struct LineNeeds {
  UploadRepository& uploads;
  UploadFiles& files;
  LessonRepository& lessons;
  ReplayRepository& replays;
  const Clock& clock;
};

// Lives on one loop. All that is given outlives the loop's run.
class PrepareLine final : public UploadNews {
 public:
  static constexpr std::chrono::seconds again_after{60};  // when the machine was at fault
  static constexpr std::chrono::seconds look_every{2};    // whether a lesson's time has come
  static constexpr std::int64_t tries_max = 5;            // of a file, whatever ended them
  static constexpr std::int64_t tries_of_unreadable = 2;

  // `opened`: told on the loop that a lesson can be watched from now on.
  PrepareLine(Loop& loop, LineNeeds needs, Preparer& preparer, std::function<void(LessonId)> opened)
      : loop_(loop), needs_(needs), preparer_(preparer), opened_(std::move(opened)) {}

  // On the loop, once: what was left over goes on.
  void start();
  // From any thread.
  void complete(LessonId lesson) override;
  void dropped(LessonId lesson) override { preparer_.abandon(lesson); }

 private:
  void wake();
  void look();
  Task<void> run();
  Task<Result<void>> prepare(Upload upload);
  Task<Result<Prepared>> make(const Upload& upload);
  Task<Result<void>> show(Upload upload, Prepared prepared);
  Task<Result<void>> judge(Upload upload, Error error);
  Task<Result<void>> note(LessonId lesson, milliseconds duration);
  Task<void> open_due();

  Loop& loop_;
  LineNeeds needs_;
  Preparer& preparer_;
  const std::function<void(LessonId)> opened_;
  bool running_ = false, again_ = false;
};

}  // namespace lyceum::lesson
